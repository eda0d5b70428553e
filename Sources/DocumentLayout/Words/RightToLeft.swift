// SPDX-License-Identifier: GPL-3.0-or-later

/// The two orders of text that runs from right to left: as it is read, and as it lies on the page from left to right.
/// Numbers and words of other scripts within it run the other way (Unicode's annex 9, for a single word).
package enum RightToLeft {
    private static let separators: Set<Unicode.Scalar> = [".", ",", ":", "/"]

    /// A word that is given as it is read, as it lies on the page; what holds nothing from right to left stays as it is.
    package static func visual(_ word: String) -> String {
        guard word.unicodeScalars.contains(where: \.isRightToLeft) else { return word }
        var scalars = Array(word.unicodeScalars.reversed())
        reverseRuns(in: &scalars) { $0 }
        var text = String.UnicodeScalarView()
        text.append(contentsOf: scalars)
        return String(text)
    }

    /// Turns what runs from left to right among characters that are in order from right to left.
    static func reverseRuns<Element>(in word: inout [Element], scalar: (Element) -> Unicode.Scalar) {
        var start = word.startIndex
        while start < word.endIndex {
            guard scalar(word[start]).isLeftToRight else {
                start += 1
                continue
            }
            var (last, next) = (start, start + 1)
            while next < word.endIndex {
                let character = scalar(word[next])
                if character.isLeftToRight { last = next } else if !separators.contains(character) { break }
                next += 1
            }
            word[start...last].reverse()
            start = last + 1
        }
    }
}
