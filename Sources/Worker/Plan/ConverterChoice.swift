// SPDX-License-Identifier: GPL-3.0-or-later

import Conversion

/// The external converters that there are, and which of them has to do with a document.
struct ConverterChoice: Hashable, Sendable {
    let converters: [ExternalConverter]
    private let outputBytes: UInt64

    /// - Parameters:
    ///   - converters: the first that takes a type makes its PDF.
    ///   - outputBytes: most that one of them may make.
    init(_ converters: [ExternalConverter], outputBytes: UInt64 = 10_000_000_000) {
        self.converters = converters
        self.outputBytes = outputBytes
    }

    /// Types that are not for Pannier itself to convert: patterns.
    var otherTypes: [String] { converters.filter { $0.makes == .pdf }.flatMap(\.takes) }

    /// Types of which there are outputs, but no pages.
    var addedTypes: [String] { converters.filter { $0.makes == .outputs }.flatMap(\.takes) }

    func rendering(of mediaType: String) -> ExternalRun? {
        converters.first { $0.makes == .pdf && $0.takes(mediaType) }.map { run($0, mediaType) }
    }

    func additions(to mediaType: String) -> [ExternalRun] {
        converters.filter { $0.makes == .outputs && $0.takes(mediaType) }.map { run($0, mediaType) }
    }

    private func run(_ converter: ExternalConverter, _ mediaType: String) -> ExternalRun {
        let ending = FileEnding.of(mediaType)
        return ExternalRun(
            converter: converter,
            documentName: ending.map { "document.\($0)" } ?? "document",
            outputBytes: outputBytes
        )
    }
}
