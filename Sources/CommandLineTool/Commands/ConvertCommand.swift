// SPDX-License-Identifier: GPL-3.0-or-later

import ArgumentParser
import Jobs

struct ConvertCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "convert",
        abstract: "Convert one document here and now, without a queue.",
        discussion: """
            The same worker and converter, on a shared folder of their own that is gone afterwards. Settings such as \
            PANNIER_MEMORY and PANNIER_PAGE_TIMEOUT hold as for pannier-worker.
            """
    )

    @Argument(help: "The document.", completion: .file())
    var file: String

    @Option(
        name: [.customShort("o"), .customLong("into")],
        help: "The folder for the outputs, new or empty.",
        completion: .directory
    )
    var folder: String

    @OptionGroup var conversion: ConversionOptions
    @OptionGroup var format: JSONOption

    func run() async throws {
        let given = conversion.given.isEmpty ? nil : try conversion.parsed()
        var arguments = RawArguments.ofProcess
        let document = try SourceDocument(path: file, name: nil, raw: arguments.bytes(of: file))
        let home = try await PrivateHome(for: ConversionTarget(folder))
        defer { home.remove() }
        let job = try await home.convert(document, given, display: format.display)
        guard job.status == .completed else {
            throw CommandFailure(.failed, job.error.map { "\(file): \($0)" } ?? "\(file) was cancelled")
        }
        try home.deliver(job)
    }
}
