// SPDX-License-Identifier: GPL-3.0-or-later

import Conversion
import Jobs
import Logging

/// Gathers page reports, and writes a job's progress to the store a few times a second at the most.
actor ProgressBoard {
    private struct Entry {
        let selection: PageSelection
        var inspection: Inspection?
        var done: Set<Int> = []
        var failed: Set<Int> = []
        var isDirty = false

        func pages(of inspection: Inspection) -> Job.Pages {
            let total = selection.clamped(to: inspection.pages).reduce(0) { $0 + $1.count }
            return Job.Pages(total: total, done: done.count, failed: failed.count)
        }
    }

    private static let interval = Duration.milliseconds(300)

    private let store: any JobStore
    private let logger: Logger
    private var entries: [Fence: Entry] = [:]
    private var isWriting = false

    init(store: any JobStore, logger: Logger) {
        self.store = store
        self.logger = logger
    }

    func begin(_ claimed: ClaimedJob) { entries[claimed.fence] = Entry(selection: claimed.options.pages) }

    func note(_ fence: Fence, _ report: PageReport) {
        guard var entry = entries[fence] else { return }
        switch report {
        case .ended(let page): entry.done.insert(page)
        case .pageFailed(let page, _): entry.failed.insert(page)
        case .inspected(let inspection): entry.inspection = inspection
        case .began, .deferred, .assembled, .failed: return
        }
        entry.isDirty = true
        entries[fence] = entry
        writeSoon()
    }

    func end(_ fence: Fence) { entries[fence] = nil }

    private func writeSoon() {
        guard !isWriting else { return }
        isWriting = true
        Task {
            try? await Task.sleep(for: Self.interval)
            await write()
            isWriting = false
        }
    }

    private func write() async {
        for (fence, entry) in entries where entry.isDirty {
            entries[fence]?.isDirty = false
            guard let inspection = entry.inspection else { continue }
            do {
                let pages = entry.pages(of: inspection)
                _ = try await store.progressed(fence, mediaType: inspection.mediaType, pages: pages)
            } catch {
                logger.warning("progress was not recorded", metadata: ["job": "\(fence.id)", "error": "\(error)"])
            }
        }
    }
}
