// SPDX-License-Identifier: GPL-3.0-or-later

import Conversion
import Spool
import Synchronization

/// Looks how much a document's children write while they write it, and says when it is too much. Looking costs at most
/// a tenth of the time, however many files there are.
final class GrowthWatch: Sendable {
    /// How often, in seconds.
    private static let interval = 0.25
    /// Between two looks, as a multiple of what the last one took.
    private static let pause = 10.0
    /// The files of pages come before the results, and go into several of them.
    private static let share = 3
    /// Files for one page, of slices and of results together.
    private static let pageFiles = 7
    /// Those of the whole document.
    private static let documentFiles = 16

    private let limits: DocumentLimits
    /// By job, when the next look is due.
    private let due = Mutex<[String: Double]>([:])

    init(_ limits: DocumentLimits) { self.limits = limits }

    /// Waits until a step has written too much. Nil where the task was cancelled before.
    func excess(of order: StepOrder) async -> Failure? {
        while (try? await Task.sleep(for: .seconds(Self.interval))) != nil {
            do {
                try await look(order)
            } catch let error as SpoolError where error.isPassing && !error.isOutOfSpace {
                // This process's own trouble: it looks again.
                continue
            } catch {
                return StepRunner.failure(error)
            }
        }
        return nil
    }

    /// Looks, if it is time to.
    /// - Throws: `Failure` where it is too much, or `SpoolError`.
    func look(_ order: StepOrder) async throws {
        let now = MonotonicClock.seconds
        guard isDue(order.job, now) else { return }
        let folders = order.folders
        try await BlockingThreads.shared.run { [limits] in try Self.examine(folders, limits) }
        let wait = max(Self.interval, (MonotonicClock.seconds - now) * Self.pause)
        due.withLock { $0[order.job] = now + wait }
    }

    private func isDue(_ job: String, _ now: Double) -> Bool {
        due.withLock { due in
            // A time that has passed says no more than none.
            due = due.filter { $0.value > now }
            return due[job] == nil
        }
    }

    /// Files of one document's pages and results together.
    static func mostFiles(_ limits: DocumentLimits) -> Int { limits.child.pages * pageFiles + documentFiles }

    static func examine(_ folders: [Folder], _ limits: DocumentLimits) throws {
        let mostFiles = mostFiles(limits)
        var usage = FolderUsage()
        for folder in folders { usage = usage + (try folder.usage(atMost: mostFiles)) }
        guard !usage.isDeep else { throw Failure(.invalidOutput, "The converter made folders in folders.") }
        guard usage.bytes / Int64(share) <= limits.outputBytes else {
            throw Failure(
                .outputTooLarge,
                "What is being made of the document has \(usage.bytes) bytes; the results may have \(limits.outputBytes)"
                    + " (max-output), and with the files of pages \(share) times as many."
            )
        }
        guard usage.entries <= mostFiles else {
            throw Failure(.outputTooLarge, "What is being made of the document has more than \(mostFiles) files.")
        }
    }
}
