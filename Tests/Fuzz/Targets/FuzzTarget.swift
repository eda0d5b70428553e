// SPDX-License-Identifier: GPL-3.0-or-later

/// What of ours reads bytes that others wrote.
enum FuzzTarget: String, CaseIterable {
    /// `request.json`, which any program may write.
    case request
    /// Names of files in `commands/` and in the inbox.
    case command
    /// What worker, zygote and children tell each other.
    case messages
    /// A page with anything at any place, from words to Markdown and HTML.
    case layout
    /// The file of a page that a child left for *assemble*.
    case analysis
    /// A multipart body.
    case form
    /// The lines that a child reports.
    case reports
    /// The files that a converter leaves.
    case outputs
    /// `converters` of the configuration file.
    case converters
    /// A compound file or a zip archive.
    case office
    /// Text whose encoding and separators are to be found.
    case text

    func run(_ bytes: [UInt8]) {
        switch self {
        case .request: RequestTarget.run(bytes)
        case .command: CommandTarget.run(bytes)
        case .messages: MessagesTarget.run(bytes)
        case .layout: LayoutTarget.run(bytes)
        case .analysis: AnalysisTarget.run(bytes)
        case .form: FormTarget.run(bytes)
        case .reports: ReportsTarget.run(bytes)
        case .outputs: OutputsTarget.run(bytes)
        case .converters: ConvertersTarget.run(bytes)
        case .office: OfficeTarget.run(bytes)
        case .text: TextTarget.run(bytes)
        }
    }
}
