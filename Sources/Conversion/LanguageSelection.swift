// SPDX-License-Identifier: GPL-3.0-or-later

/// The languages that recognition expects, as tesseract names its data: `eng`, `deu+frk`, `chi_sim`.
package struct LanguageSelection: Codable, Hashable, Sendable {
    package static let english = LanguageSelection(["eng"])
    /// More only make recognition slow.
    static let most = 8

    /// At least one, each once, in the order in which they are tried.
    package let names: [String]

    private init(_ names: [String]) { self.names = names }

    /// - Throws: `Failure` with `invalid_request` where the text is no list of languages.
    package init(parsing text: String) throws {
        // In a query, + stands for a space.
        let parts = text.split(omittingEmptySubsequences: false) { $0 == "+" || $0 == " " }.map(String.init)
        guard parts.count <= Self.most, parts.allSatisfy(Self.isName) else {
            throw Failure(
                .invalidRequest,
                "lang=\(text.prefix(80)) is not a list of languages; write up to \(Self.most) names such as eng or "
                    + "deu+chi_sim, as `tesseract --list-langs` shows them."
            )
        }
        names = parts.reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
    }

    package init(from decoder: any Decoder) throws {
        try self.init(parsing: decoder.singleValueContainer().decode(String.self))
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(text)
    }

    package var text: String { names.joined(separator: "+") }

    /// Three letters, and parts after underscores; data for orientation and for formulas is no language.
    private static func isName(_ name: String) -> Bool {
        let parts = name.split(separator: "_", omittingEmptySubsequences: false)
        let isLettered = parts.allSatisfy {
            !$0.isEmpty && $0.utf8.allSatisfy((UInt8(ascii: "a")...UInt8(ascii: "z")).contains)
        }
        return isLettered && parts[0].utf8.count == 3 && name.utf8.count <= 32 && !["osd", "equ"].contains(name)
    }
}
