// SPDX-License-Identifier: GPL-3.0-or-later

/// Where in the structure an element stands.
struct ElementFrame {
    private static let deepestList = 6
    private static let deepestHeading = 6

    /// The element whose text its contents are; nil where they stand loose in a group.
    var block: Int?
    /// What the block is; nil where only a group holds it together.
    var tag: BlockTag?
    /// The table around it, and its cell there.
    var table: Int?
    var cell: Int?
    /// The nearest group.
    var group: Int?
    var isLabel = false
    var isFigure = false
    /// Within an item of a list, or the like: paragraphs are parts of it.
    private var isContainer = false
    private var lists = 0
    private var sections = 0

    /// Frames of all elements.
    /// - Parameter layouts: tables that are none but in name.
    static func frames(of elements: [PageStructure.Element], layouts: Set<Int>) -> [ElementFrame] {
        var frames: [ElementFrame] = []
        frames.reserveCapacity(elements.count)
        for (number, element) in elements.enumerated() {
            var frame = element.parent.map { frames[$0] } ?? ElementFrame()
            frame.enter(number, element.role, isLayout: layouts.contains(number))
            frames.append(frame)
        }
        return frames
    }

    private mutating func enter(_ number: Int, _ role: PageStructure.Role, isLayout: Bool) {
        switch role {
        case .heading(let level): begin(number, .heading(level: level ?? max(1, min(Self.deepestHeading, sections))))
        case .title: begin(number, .title)
        case .paragraph, .quotation: if !isContainer { begin(number, .paragraph) }
        case .list: lists += 1
        case .item: begin(number, .item(depth: max(0, min(Self.deepestList, lists) - 1), label: 0), isContainer: true)
        case .label: isLabel = true
        case .caption: beginAside(number, .caption)
        case .note: beginAside(number, .footnote)
        case .contentsEntry: begin(number, .contentsEntry, isContainer: true)
        case .code: if block == nil { begin(number, .code, isContainer: true) }
        case .formula: if block == nil { begin(number, .paragraph, isContainer: true) }
        case .figure: beginFigure(number)
        case .table: beginTable(number, isLayout: isLayout)
        case .headerCell, .cell: beginCell(number)
        case .section:
            sections += 1
            group = number
        case .group, .row, .rows: group = number
        case .itemPart, .inline: break
        }
    }

    private mutating func begin(_ number: Int, _ tag: BlockTag, isContainer: Bool = false) {
        block = number
        self.tag = tag
        self.isContainer = isContainer
        isLabel = false
    }

    /// What stands beside a table or figure though it is within.
    private mutating func beginAside(_ number: Int, _ tag: BlockTag) {
        begin(number, tag, isContainer: true)
        table = nil
        cell = nil
        isFigure = false
    }

    private mutating func beginFigure(_ number: Int) {
        begin(number, .paragraph)
        isFigure = true
    }

    private mutating func beginTable(_ number: Int, isLayout: Bool) {
        group = number
        block = nil
        tag = nil
        isContainer = false
        if table == nil, !isLayout { table = number }
    }

    private mutating func beginCell(_ number: Int) {
        group = number
        if cell == nil, table != nil { cell = number }
    }
}
