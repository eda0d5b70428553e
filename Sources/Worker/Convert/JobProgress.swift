// SPDX-License-Identifier: GPL-3.0-or-later

import Conversion
import Jobs

/// How far one job is, by what its children report.
struct JobProgress: Sendable {
    private let selection: PageSelection
    private var inspection: Inspection?
    private var done: Set<Int> = []
    private var failed: Set<Int> = []
    /// Of a document that another program converts.
    private var foreignType: String?
    /// What that program says; counts until the pages of a PDF are known.
    private var told = Job.Pages(total: 0, done: 0, failed: 0)

    init(of selection: PageSelection) { self.selection = selection }

    /// - Returns: whether there is news.
    mutating func note(_ report: PageReport) -> Bool {
        switch report {
        case .ended(let page): done.insert(page)
        case .pageFailed(let page, _): failed.insert(page)
        case .inspected(let inspection): self.inspection = inspection
        case .foreign(let mediaType): foreignType = mediaType
        case .external(.pages(let count)): told.total = count
        case .external(.page(let page)): told.done = max(told.done, page)
        case .began, .deferred, .external(.message), .assembled, .failed: return false
        }
        return true
    }

    /// Nil while nothing is known of the document.
    var record: (mediaType: String, pages: Job.Pages)? {
        if let inspection {
            let total = selection.clamped(to: inspection.pages).reduce(0) { $0 + $1.count }
            return (
                foreignType ?? inspection.mediaType, Job.Pages(total: total, done: done.count, failed: failed.count)
            )
        }
        guard let foreignType, told.total > 0 else { return nil }
        return (foreignType, Job.Pages(total: told.total, done: min(told.done, told.total), failed: 0))
    }
}
