// SPDX-License-Identifier: GPL-3.0-or-later

/// The unit of work that one child does: a node of a job's graph.
package enum ConversionStep: Codable, Hashable, Sendable {
    /// Finds type and pages; writes `metadata.json` where the outputs ask for it.
    case inspect
    /// Converts some pages; writes files named by `SliceFile` into the output folder.
    case slice(PageRange)
    /// Makes whole outputs from the slices' folder. Pages that failed are left out of the text and named in the layout.
    case assemble(AssemblePlan)
}

/// What *assemble* puts together.
package struct AssemblePlan: Codable, Hashable, Sendable {
    /// The pages to deliver, in order.
    package var pages: [PageRange]
    /// Pages that have no files.
    package var failedPages: [Int]

    package init(pages: [PageRange], failedPages: [Int]) {
        self.pages = pages
        self.failedPages = failedPages
    }
}
