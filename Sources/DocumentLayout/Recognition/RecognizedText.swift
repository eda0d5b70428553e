// SPDX-License-Identifier: GPL-3.0-or-later

/// What was read from the picture of a page, in the order in which it was read.
package struct RecognizedText: Equatable, Sendable {
    package var words: [RecognizedWord]

    package init(words: [RecognizedWord]) { self.words = words }
}
