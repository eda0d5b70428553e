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

    func run(_ bytes: [UInt8]) {
        switch self {
        case .request: RequestTarget.run(bytes)
        case .command: CommandTarget.run(bytes)
        case .messages: MessagesTarget.run(bytes)
        case .layout: LayoutTarget.run(bytes)
        case .analysis: AnalysisTarget.run(bytes)
        }
    }
}
