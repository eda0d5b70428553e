// SPDX-License-Identifier: GPL-3.0-or-later

import Conversion
import Jobs
import Logging

/// Gathers page reports, and writes a job's progress to the store a few times a second at the most.
actor ProgressBoard {
    private struct Entry {
        var progress: JobProgress
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

    func begin(_ claimed: ClaimedJob) {
        forget(claimed.fence.id)
        entries[claimed.fence] = Entry(progress: JobProgress(of: claimed.options.pages))
    }

    func note(_ fence: Fence, _ report: PageReport) {
        guard entries[fence]?.progress.note(report) == true else { return }
        entries[fence]?.isDirty = true
        writeSoon()
    }

    func end(_ fence: Fence) { entries[fence] = nil }

    /// An attempt that is withdrawn between two steps has nobody else who ends it.
    func forget(_ job: String) { entries = entries.filter { $0.key.id != job } }

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
            guard let record = entry.progress.record else { continue }
            do {
                _ = try await store.progressed(fence, mediaType: record.mediaType, pages: record.pages)
            } catch {
                logger.warning("progress was not recorded", metadata: ["job": "\(fence.id)", "error": "\(error)"])
            }
        }
    }
}
