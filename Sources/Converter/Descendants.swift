// SPDX-License-Identifier: GPL-3.0-or-later

import Confinement
import Glibc

/// All processes below this one, by whose children they are: it has asked for orphans, so none gets away by losing its
/// parent. A walk takes time, in which one that runs may start another; those of one group are stopped or ended at once.
enum Descendants {
    /// Its own alone; none where nobody can say.
    static func children() -> [pid_t] { (try? everybody())?.filter { $0.parent == getpid() }.map(\.id) ?? [] }

    /// - Throws: `SystemError` where nobody can say.
    static func living() throws -> [ProcessFacts] {
        let everybody = try everybody()
        var found: [ProcessFacts] = []
        var generation: Set<pid_t> = [getpid()]
        while !generation.isEmpty {
            let next = everybody.filter { generation.contains($0.parent) && $0.isAlive }
            found += next
            generation = Set(next.map(\.id))
        }
        return found
    }

    /// The same once those of a group that was told to stop have stopped; one that is held up in the kernel is not waited
    /// for.
    static func living(stopped group: pid_t) throws -> [ProcessFacts] {
        var found = try living()
        var looks = 1
        while looks < 10, found.contains(where: { $0.group == group && !$0.isStopped }) {
            poll(nil, 0, 1)
            found = try living()
            looks += 1
        }
        return found
    }

    /// Those to be ended. Where nobody can say which, this process dies of a signal, and they are left to its parent.
    private static func all() -> [pid_t] {
        do {
            return try living().map(\.id)
        } catch {
            kill(getpid(), SIGKILL)
            return []
        }
    }

    /// Ends every one of them, and returns when the last is reaped.
    static func endAll() {
        stopAll()
        while true {
            for process in all() { kill(process, SIGKILL) }
            var last = waitpid(-1, nil, WNOHANG)
            while last > 0 { last = waitpid(-1, nil, WNOHANG) }
            if last < 0 && errno == ECHILD { return }
            poll(nil, 0, 1)
        }
    }

    /// Stopped first, so that none starts another while its siblings are ended.
    private static func stopAll() {
        var stopped: Set<pid_t> = []
        while case let others = all().filter({ !stopped.contains($0) }), !others.isEmpty {
            for process in others { kill(process, SIGSTOP) }
            stopped.formUnion(others)
        }
    }

    private static func everybody() throws -> [ProcessFacts] {
        guard let folder = opendir("/proc") else { throw SystemError("list the processes") }
        defer { closedir(folder) }
        var everybody: [ProcessFacts] = []
        while let entry = readdir(folder) {
            guard let process = pid_t(entry.text), let facts = ProcessFacts(process) else { continue }
            everybody.append(facts)
        }
        return everybody
    }
}
