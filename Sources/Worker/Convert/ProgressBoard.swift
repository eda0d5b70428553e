// SPDX-License-Identifier: GPL-3.0-or-later

import Conversion
import Jobs
import Logging

/// Gathers page reports, and writes a job's progress to the store a few times a second at the most.
actor ProgressBoard {
    private struct Entry {
        var total: Int
        var done: Set<Int> = []
        var failed: Set<Int> = []
        var isDirty = false
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

    /// - Parameter done: pages that an earlier attempt has finished.
    func begin(_ fence: Fence, total: Int, done: Set<Int>) {
        entries[fence] = Entry(total: total, done: done, isDirty: !done.isEmpty)
    }

    func note(_ fence: Fence, _ report: PageReport) {
        guard var entry = entries[fence] else { return }
        switch report {
        case .ended(let page): entry.done.insert(page)
        case .pageFailed(let page, _): entry.failed.insert(page)
        case .began, .inspected, .failed: return
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
            let pages = Job.Pages(total: entry.total, done: entry.done.count, failed: entry.failed.count)
            do {
                _ = try await store.progressed(fence, pages: pages)
            } catch {
                logger.warning("progress was not recorded", metadata: ["job": "\(fence.id)", "error": "\(error)"])
            }
        }
    }
}
