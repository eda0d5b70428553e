// SPDX-License-Identifier: GPL-3.0-or-later

/// Gives blocks the roles that the document itself names, where its headings look like headings.
enum TaggedRoles {
    private static let deepest = 6
    private static let longestHeading = 200
    private static let mostHeadingLines = 4
    private static let mostTitleLines = 8
    /// Of all letters, in hundredths.
    private static let mostOfText = 50

    static func mark(_ flow: inout [FlowBlock]) {
        guard flow.contains(where: { $0.tag != nil }) else { return }
        for index in flow.indices { flow[index].takeRole() }
        let headings = flow.indices.filter { flow[$0].isTaggedHeading }
        guard isBelievable(headings.map { flow[$0] }, in: flow) else { return }
        let others = found(in: flow)
        setLevels(headings, in: &flow)
        // A few headings of many: then our own rules find the others.
        if others > 3, others > 2 * headings.count { return }
        for index in flow.indices where flow[index].role == .body && flow[index].tag == .paragraph {
            flow[index].role = .paragraph
        }
    }

    /// How many headings there seem to be by their looks.
    private static func found(in flow: [FlowBlock]) -> Int {
        var flow = flow
        HeadingFinder(flow: flow).mark(&flow)
        return flow.count { if case .heading = $0.role { true } else { false } }
    }

    private static func isBelievable(_ headings: [FlowBlock], in flow: [FlowBlock]) -> Bool {
        guard !headings.isEmpty else { return false }
        let body = HeadingFinder.bodyStyle(of: flow)
        let long = headings.count { $0.lines.count > mostHeadingLines || $0.text.utf8.count > longestHeading }
        let plain = headings.count { $0.mainStyle == body && HeadingNumber($0.text) == nil }
        let letters = flow.reduce(0) { $0 + $1.letterCount }
        let inHeadings = headings.reduce(0) { $0 + $1.letterCount }
        return long * 4 <= headings.count && (plain * 2 <= headings.count || headings.count < 3)
            && inHeadings * 100 <= letters * mostOfText
    }

    /// Sections below a title that is no heading by its tag are of the second level at the highest.
    private static func setLevels(_ headings: [Int], in flow: inout [FlowBlock]) {
        let levels = headings.map { index -> Int in
            if case .heading(let level)? = flow[index].tag { level } else { 0 }
        }
        let highest = levels.min() ?? 1
        var shift = highest == 0 ? 1 : 0
        if highest > 0, let title = title(before: headings[0], in: flow) {
            for index in title { flow[index].role = .heading(level: 1) }
            if highest == 1 { shift = 1 }
        }
        for (index, level) in zip(headings, levels) {
            flow[index].role = .heading(level: max(1, min(deepest, level + shift)))
        }
    }

    /// The largest text before the first heading, where it is larger than that.
    private static func title(before heading: Int, in flow: [FlowBlock]) -> Range<Int>? {
        let isCandidate = flow[..<heading].map { block in
            block.page == 0 && block.tag == .paragraph && block.letterCount > 3
                && block.lines.count <= mostTitleLines && block.size > 1.1 * flow[heading].size
        }
        let sizes = zip(flow, isCandidate).map { $1 ? $0.size : 0 }
        guard let size = sizes.max(), size > 0, let first = sizes.firstIndex(of: size) else { return nil }
        return first..<first + sizes[first...].prefix { $0 == size }.count
    }
}

extension FlowBlock {
    var isTaggedHeading: Bool {
        switch tag {
        case .heading, .title: letterCount > 0
        default: false
        }
    }

    /// The role that its tag names, but for headings.
    fileprivate mutating func takeRole() {
        guard role == .body else { return }
        switch tag {
        case .item: role = .item
        case .caption: role = .caption
        case .footnote: role = .footnote
        case .code: role = .code
        case .contentsEntry: role = .paragraph
        default: break
        }
    }
}
