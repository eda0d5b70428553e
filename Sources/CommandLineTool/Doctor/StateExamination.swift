// SPDX-License-Identifier: GPL-3.0-or-later

import Jobs
import Spool

/// Looks at the job records and at who keeps them.
struct StateExamination {
    let path: String
    /// The shared folder's path.
    let home: String
    /// What must stay free on the disks.
    let reserve: DiskReserve

    func findings() async -> [Finding] {
        guard (try? Folder.open(path: path)) != nil else {
            return [.ok("state", "\(path) is not there yet: the worker makes it"), worker(nil)]
        }
        do {
            let state = try StateFolder(path: path)
            return [fileSystem(state)] + (await database(state.databasePath)) + setAside(state) + [worker(state)]
        } catch {
            return [.fail("state", "\(error)", "give pannier's user the right to read and write \(path)")]
        }
    }

    private func fileSystem(_ state: StateFolder) -> Finding {
        let kind = state.folder.fileSystem
        let detail = "\(path): \(kind)"
        if kind.isLocal { return .ok("state", detail) }
        return .fail("state", detail, "set PANNIER_STATE to a folder on a local disk: SQLite's WAL needs one")
    }

    private func database(_ path: String) async -> [Finding] {
        let reader = SQLiteJobReader(path: path)
        let start = ContinuousClock.now
        do {
            guard let mode = try await reader.journalMode(), let answer = try await reader.check() else {
                return [.ok("database", "not there yet: the worker makes it")]
            }
            var check: Finding =
                answer == "ok"
                ? .ok("database", "quick_check: ok")
                : .fail("database", "quick_check: \(answer)", Self.broken(path))
            check.milliseconds = (start.duration(to: .now).seconds * 1_000_000).rounded() / 1000
            return [check, Self.journal(mode)]
        } catch {
            return [.fail("database", "\(path) can't be read: \(error)", Self.broken(path))]
        }
    }

    private func setAside(_ state: StateFolder) -> [Finding] {
        let names = state.databasesSetAside
        guard !names.isEmpty else { return [] }
        let advice = "damaged records, made again since: look, then remove them"
        return [.warn("set aside", names.joined(separator: ", "), advice)]
    }

    private static func journal(_ mode: String) -> Finding {
        guard mode == "wal" else {
            return .warn("journal", "\(mode), not wal", "start the worker once: it sets the mode")
        }
        return .ok("journal", "wal; synchronous=\(SQLiteJobStore.synchronous) is the worker's setting")
    }

    private static func broken(_ path: String) -> String {
        "pannier doctor --rebuild, or the next start of a worker, sets \(path) aside and makes the records again"
    }

    private func worker(_ state: StateFolder?) -> Finding {
        let condition = WorkerCondition(state: state, home: try? Folder.open(path: home), reserve: reserve)
        guard condition.isAlive else {
            return .warn("worker", "none is active", "start one: pannier up, or pannier-worker")
        }
        guard let reason = condition.pauseReason else { return .ok("worker", condition.words) }
        return .warn("worker", condition.words, Self.advice(against: reason))
    }

    private static func advice(against reason: String) -> String {
        switch reason {
        case WorkerFacts.homeInUse:
            "another worker, with other job records, has the shared folder: this one goes on when it ends"
        case WorkerFacts.diskFull: "free some space on its disks: it then goes on by itself"
        default: "check its disks and the system's log: it goes on by itself when a file can be written again"
        }
    }
}
