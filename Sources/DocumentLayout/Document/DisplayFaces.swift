// SPDX-License-Identifier: GPL-3.0-or-later

/// Faces that stand mostly in short lines of their own: those of headings, where no name or flag says that they are bold.
enum DisplayFaces {
    static func all(in flow: [FlowBlock], body: TextStyle) -> Set<FontFace> {
        var short: [FontFace: Int] = [:]
        var long: [FontFace: Int] = [:]
        for block in flow where block.table == nil && block.turns == 0 {
            for line in block.lines {
                for word in line.words {
                    guard let style = word.style, word.size > 0.9 * body.size else { continue }
                    let face = block.styles[style].face
                    if block.lines.count <= 2 { short[face, default: 0] += 1 } else { long[face, default: 0] += 1 }
                }
            }
        }
        return Set(
            short.filter { face, count in
                face != body.face && !face.isItalic && count >= 4 && count > long[face] ?? 0
            }.keys
        )
    }
}
