// SPDX-License-Identifier: GPL-3.0-or-later

/// The number before a heading: `2`, `2.1`, `A.3`, `IV.`.
struct HeadingNumber {
    let depth: Int
    /// How many characters it takes.
    let length: Int

    init?(_ text: String) {
        guard let word = text.split(separator: " ", maxSplits: 1).first, word.utf8.count <= 10 else { return nil }
        guard text.utf8.count > word.utf8.count + 1 else { return nil }
        var parts = word.split(separator: ".", omittingEmptySubsequences: false)
        if parts.last == "" { parts.removeLast() }
        guard !parts.isEmpty, parts.count <= 5 else { return nil }
        let isRoman = parts.count == 1 && word.hasSuffix(".") && word.dropLast().allSatisfy { "IVX".contains($0) }
        guard isRoman || parts.allSatisfy(Self.isNumber) else { return nil }
        depth = parts.count
        length = word.utf8.count
    }

    private static func isNumber(_ part: Substring) -> Bool {
        !part.isEmpty && part.utf8.count <= 2
            && part.utf8.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
    }
}
