// SPDX-License-Identifier: GPL-3.0-or-later

/// What headings of one level share.
struct HeadingLook: Hashable {
    /// In half points.
    var size: Int
    var isBold: Bool
    var isItalic: Bool
    var isInCapitals: Bool
    var face: String

    init(_ block: FlowBlock, body: TextStyle) {
        let style = block.mainStyle ?? body
        size = Int((min(style.size, 1e6) * 2).rounded())
        isBold = style.face.isBold
        isItalic = style.face.isItalic
        isInCapitals = block.isInCapitals
        face = style.face.name
    }

    /// Size counts for more than weight.
    var prominence: Int { size * 8 + (isInCapitals ? 4 : 0) + (isBold ? 2 : 0) + (isItalic ? 0 : 1) }
}

extension FlowBlock {
    var letterCount: Int {
        lines.reduce(0) { count, line in
            line.words.reduce(count) { $0 + $1.text.unicodeScalars.count(where: \.isLetter) }
        }
    }

    var wordCount: Int { lines.reduce(0) { $0 + $1.words.count { !$0.isGlued } } }

    /// Nearly all of it.
    var isInCapitals: Bool {
        var (capitals, small) = (0, 0)
        for line in lines {
            for scalar in line.words.lazy.flatMap(\.text.unicodeScalars) {
                if scalar.isSmallLetter { small += 1 } else if scalar.isCapital { capitals += 1 }
            }
        }
        return capitals > 3 && small * 7 <= capitals
    }
}
