// SPDX-License-Identifier: GPL-3.0-or-later

/// The unit of work that one child does: a node of a job's graph.
package enum ConversionStep: Codable, Hashable, Sendable {
    /// Finds type and pages, converts the first pages and, where those are all that is wanted, assembles them too: so a
    /// letter needs one child. Gets the document, the folder of slices and the folder of results.
    case inspect(FirstPages)
    /// Converts some pages; writes files named by `SliceFile`. Gets the document and the folder of slices.
    case slice(PageRange)
    /// Makes whole outputs from the slices' files. Pages that failed are left out of the text and named in the layout.
    /// Gets the document, the folder of slices and the folder of results.
    case assemble(AssemblePlan)
    /// Runs another program. Gets the document and a folder of the run's own.
    case external(ExternalRun)

    package var isExternal: Bool {
        if case .external = self { true } else { false }
    }

    /// How many descriptors travel with the step, beside the pipe for reports.
    package var descriptorCount: Int {
        switch self {
        case .slice, .external: 2
        case .inspect, .assemble: 3
        }
    }
}

/// The pages that *inspect* goes on to convert.
package struct FirstPages: Codable, Hashable, Sendable {
    /// The pages that the job asks for.
    package var selection: PageSelection
    /// Most of them that are done at once.
    package var limit: Int

    package init(of selection: PageSelection, limit: Int) {
        self.selection = selection
        self.limit = limit
    }

    /// The first selected pages of a document with so many.
    package func pages(of count: Int) -> [Int] {
        var pages: [Int] = []
        for range in selection.clamped(to: count) { pages += range.pages.prefix(limit - pages.count) }
        return pages
    }
}

/// What *assemble* puts together.
package struct AssemblePlan: Codable, Hashable, Sendable {
    /// The pages to deliver, in order.
    package var pages: PageSelection
    /// Pages that have no files.
    package var failedPages: PageSelection?

    package init(pages: [PageRange], failedPages: [Int]) {
        self.pages = PageSelection(pages)
        self.failedPages = failedPages.isEmpty ? nil : PageSelection(failedPages.map { PageRange(page: $0) })
    }
}
