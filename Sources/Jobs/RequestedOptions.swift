// SPDX-License-Identifier: GPL-3.0-or-later

package import Conversion

/// What somebody says of how a document is to be converted; of the rest nothing is said.
package struct RequestedOptions: Codable, Hashable, Sendable {
    package static let names = ["outputs", "pages", "dpi", "ocr", "lang", "priority"]

    /// An empty list says nothing.
    package var outputs: [OutputKind]?
    package var pages: PageSelection?
    package var dpi: Int?
    package var ocr: RecognitionMode?
    package var lang: LanguageSelection?
    package var priority: Int?

    /// Says all.
    package init(_ options: JobOptions) {
        outputs = options.outputs
        pages = options.pages
        dpi = options.dpi
        ocr = options.ocr
        lang = options.lang
        priority = options.priority
    }

    /// Reads options as people write them.
    /// - Parameter text: what is written for one of `names`; nil or empty says nothing.
    /// - Throws: `Failure` with `invalid_request` that names the option, the value and what is allowed.
    package init(reading text: (String) throws -> String?) throws {
        func given(_ name: String) throws -> String? { try text(name).flatMap { $0.isEmpty ? nil : $0 } }
        outputs = try given("outputs").map(Self.outputs)
        pages = try given("pages").map(PageSelection.init(parsing:))
        dpi = try given("dpi").map { try Self.number($0, "dpi", in: JobOptions.resolutions) }
        ocr = try given("ocr").map(Self.recognition)
        lang = try given("lang").map(LanguageSelection.init(parsing:))
        priority = try given("priority").map { try Self.number($0, "priority", in: JobOptions.priorities) }
    }

    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        outputs = try container.decodeIfPresent([String].self, forKey: .outputs)?.map(Self.output)
        pages = try container.decodeIfPresent(PageSelection.self, forKey: .pages)
        dpi = try container.decodeIfPresent(Int.self, forKey: .dpi)
        ocr = try container.decodeIfPresent(String.self, forKey: .ocr).map(Self.recognition)
        lang = try container.decodeIfPresent(LanguageSelection.self, forKey: .lang)
        priority = try container.decodeIfPresent(Int.self, forKey: .priority)
        if let dpi { _ = try Self.number(String(dpi), "dpi", in: JobOptions.resolutions) }
        if let priority { _ = try Self.number(String(priority), "priority", in: JobOptions.priorities) }
    }

    /// What is said, and `defaults` for the rest.
    package func over(_ defaults: JobOptions) -> JobOptions {
        JobOptions(
            outputs: outputs.flatMap { $0.isEmpty ? nil : $0 } ?? defaults.outputs,
            pages: pages ?? defaults.pages,
            dpi: dpi ?? defaults.dpi,
            ocr: ocr ?? defaults.ocr,
            lang: lang ?? defaults.lang,
            priority: priority ?? defaults.priority
        )
    }

    /// - Parameter text: names with commas between them.
    private static func outputs(_ text: String) throws -> [OutputKind] {
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

    private static func number(_ text: String, _ name: String, in allowed: ClosedRange<Int>) throws -> Int {
        if let value = Int(text), allowed.contains(value) { return value }
        throw Failure(
            .invalidRequest,
            "\(name)=\(text) is not allowed; write a whole number from \(allowed.lowerBound) to \(allowed.upperBound)."
        )
    }
}
