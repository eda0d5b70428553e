// SPDX-License-Identifier: GPL-3.0-or-later

import ArgumentParser

struct ConvertCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "convert",
        abstract: "Convert one document here and now, without a queue.",
        discussion: "Needs pannier-worker beside pannier; its exit code is this command's."
    )

    @Argument(help: "The document.", completion: .file())
    var file: String

    @Option(
        name: [.customShort("o"), .customLong("into")],
        help: "The folder for the outputs.",
        completion: .directory
    )
    var folder: String

    @OptionGroup var conversion: ConversionOptions
    @OptionGroup var format: JSONOption

    func run() async throws {
        // Told here, in this program's words, before another one starts.
        _ = try conversion.parsed()
        _ = try SourceDocument(path: file, name: nil)
        let program = try InstalledProgram("pannier-worker")
        try program.replaceThisProcess(arguments: arguments)
    }

    private var arguments: [String] {
        let options = conversion.given.flatMap { ["--" + $0.name, $0.value] }
        return ["convert", Self.plain(file), "--into", Self.plain(folder)] + options + (format.json ? ["--json"] : [])
    }

    /// A name that begins with a dash is no flag.
    private static func plain(_ path: String) -> String { path.hasPrefix("-") ? "./" + path : path }
}
