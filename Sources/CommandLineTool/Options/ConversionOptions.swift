// SPDX-License-Identifier: GPL-3.0-or-later

import ArgumentParser
import Conversion
import Jobs
import Settings

/// What to make of a document.
struct ConversionOptions: ParsableArguments {
    @Option(help: "Outputs with commas between: \(OutputKind.allCases.map(\.rawValue).joined(separator: ", ")).")
    var outputs: String?

    @Option(help: "Pages counted from 1, such as 1-3,7,10-.")
    var pages: String?

    @Option(help: "Resolution of page images in dots an inch (default: \(JobOptions.defaultResolution)).")
    var dpi: String?

    @Option(
        help: "Pages to read from their picture: \(RecognitionMode.allCases.map(\.rawValue).joined(separator: ", "))."
    )
    var ocr: String?

    @Option(help: "Languages to expect in pictures, such as eng+deu (default: \(LanguageSelection.english.text)).")
    var lang: String?

    /// As they were written, by name.
    var given: [(name: String, value: String)] {
        [("outputs", outputs), ("pages", pages), ("dpi", dpi), ("ocr", ocr), ("lang", lang)].compactMap { name, value in
            value.map { (name, $0) }
        }
    }

    /// - Throws: `Failure` that names the option that is wrong.
    func parsed(priority: String? = nil) throws -> RequestedOptions {
        let values = Dictionary(uniqueKeysWithValues: given)
        return try RequestedOptions { $0 == "priority" ? priority : values[$0] }
    }
}
