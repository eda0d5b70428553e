// SPDX-License-Identifier: GPL-3.0-or-later

/// The words of one line of text.
package struct Line: Equatable, Sendable {
    /// Never empty.
    package var words: [Word]

    package init(words: [Word]) { self.words = words }

    /// Around all words that have a box.
    package var box: Box? {
        words.reduce(nil) { box, word in
            guard let next = word.box else { return box }
            return box?.union(next) ?? next
        }
    }
}
