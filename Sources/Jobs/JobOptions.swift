// SPDX-License-Identifier: GPL-3.0-or-later

package import Conversion

/// What a job makes, and how.
package struct JobOptions: Codable, Hashable, Sendable {
    package static let defaultResolution = 150
    package static let resolutions = 30...600
    package static let priorities = -100...100
    /// What holds where nobody says anything.
    package static let standard = JobOptions(outputs: [.text, .markdown, .metadata, .thumbnail])

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

    /// Reads what was written by any version; what is absent has its usual value.
    package init(from decoder: any Decoder) throws {
        self = try RequestedOptions(from: decoder).over(JobOptions(outputs: []))
    }

    /// What a job makes where it does not say.
    /// - Parameter setting: what is written for a setting; nil or empty says nothing.
    /// - Throws: `Failure` that names the setting, the value and what is allowed.
    package init(defaults setting: (String) -> String?) throws {
        self = try RequestedOptions(reading: setting).over(.standard)
    }
}
