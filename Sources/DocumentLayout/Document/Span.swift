// SPDX-License-Identifier: GPL-3.0-or-later

/// A run of text that looks alike.
package struct Span: Equatable, Sendable {
    package var text: String
    package var isBold = false
    package var isItalic = false
    package var isCode = false
    package var script = Word.Script.level
    package var address: String?

    func isAlike(_ other: Span) -> Bool {
        isBold == other.isBold && isItalic == other.isItalic && isCode == other.isCode && script == other.script
            && address == other.address
    }
}
