// SPDX-License-Identifier: GPL-3.0-or-later

package import Conversion

/// What a job asks for.
package struct JobOptions: Codable, Hashable, Sendable {
    package static let defaultResolution = 150
    static let resolutions = 30...600
    static let priorities = -100...100

    /// In the order of `OutputKind.allCases`, each once.
    package var outputs: [OutputKind]
    package var pages: PageSelection
    /// Resolution of page images, dots an inch.
    package var dpi: Int
    package var ocr: RecognitionMode
    package var lang: LanguageSelection
    /// Higher goes first.
    package var priority: Int

    package init(
        outputs: [OutputKind],
        pages: PageSelection = .all,
        dpi: Int = JobOptions.defaultResolution,
        ocr: RecognitionMode = .auto,
        lang: LanguageSelection = .english,
        priority: Int = 0
    ) {
        self.outputs = OutputKind.allCases.filter(outputs.contains)
        self.pages = pages
        self.dpi = dpi
        self.ocr = ocr
        self.lang = lang
        self.priority = priority
    }

    /// Reads options as people write them; what is absent or empty keeps its default.
    /// - Throws: `Failure` with `invalid_request` that names the option, the value and what is allowed.
    package init(
        outputs: String?,
        pages: String?,
        dpi: String?,
        ocr: String?,
        lang: String?,
        priority: String?,
        defaultOutputs: [OutputKind]
    ) throws {
        self.init(
            outputs: try Self.given(outputs).map(Self.outputs(parsing:)) ?? defaultOutputs,
            pages: try Self.given(pages).map(PageSelection.init(parsing:)) ?? .all,
            dpi: try Self.number(dpi, "dpi", in: Self.resolutions) ?? Self.defaultResolution,
            ocr: try Self.given(ocr).map(Self.recognition) ?? .auto,
            lang: try Self.given(lang).map(LanguageSelection.init(parsing:)) ?? .english,
            priority: try Self.number(priority, "priority", in: Self.priorities) ?? 0
        )
    }

    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        let names = try container.decodeIfPresent([String].self, forKey: .outputs) ?? []
        self.init(
            outputs: try names.map(Self.output),
            pages: try container.decodeIfPresent(PageSelection.self, forKey: .pages) ?? .all,
            dpi: try container.decodeIfPresent(Int.self, forKey: .dpi) ?? Self.defaultResolution,
            ocr: try container.decodeIfPresent(String.self, forKey: .ocr).map(Self.recognition) ?? .auto,
            lang: try container.decodeIfPresent(LanguageSelection.self, forKey: .lang) ?? .english,
            priority: try container.decodeIfPresent(Int.self, forKey: .priority) ?? 0
        )
        _ = try Self.number(String(dpi), "dpi", in: Self.resolutions)
        _ = try Self.number(String(priority), "priority", in: Self.priorities)
    }

    /// - Parameter text: names with commas between them.
    package static func outputs(parsing text: String) throws -> [OutputKind] {
        try text.split(separator: ",").map { try output(String($0.filter { $0 != " " })) }
    }

    private static func output(_ name: String) throws -> OutputKind {
        if let kind = OutputKind(rawValue: name) { return kind }
        let known = OutputKind.allCases.map(\.rawValue).joined(separator: ", ")
        throw Failure(.invalidRequest, "There is no output named \"\(name)\"; outputs are \(known).")
    }

    private static func recognition(_ name: String) throws -> RecognitionMode {
        if let mode = RecognitionMode(rawValue: name) { return mode }
        let known = RecognitionMode.allCases.map(\.rawValue).joined(separator: ", ")
        throw Failure(.invalidRequest, "ocr=\(name.prefix(80)) is not allowed; write one of \(known).")
    }

    private static func given(_ text: String?) -> String? { text.flatMap { $0.isEmpty ? nil : $0 } }

    private static func number(_ text: String?, _ name: String, in allowed: ClosedRange<Int>) throws -> Int? {
        guard let text = given(text) else { return nil }
        if let value = Int(text), allowed.contains(value) { return value }
        throw Failure(
            .invalidRequest,
            "\(name)=\(text) is not allowed; write a whole number from \(allowed.lowerBound) to \(allowed.upperBound)."
        )
    }
}
