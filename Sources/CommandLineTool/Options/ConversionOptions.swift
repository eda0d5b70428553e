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

    /// As they were written, by name.
    var given: [(name: String, value: String)] {
        [("outputs", outputs), ("pages", pages), ("dpi", dpi)].compactMap { name, value in value.map { (name, $0) } }
    }

    /// - Throws: `Failure` that names the option that is wrong.
    func parsed(priority: String? = nil, defaultOutputs: [OutputKind] = []) throws -> JobOptions {
        try JobOptions(
            outputs: outputs,
            pages: pages,
            dpi: dpi,
            priority: priority,
            defaultOutputs: defaultOutputs
        )
    }
}
