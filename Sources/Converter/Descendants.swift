// SPDX-License-Identifier: GPL-3.0-or-later

import Confinement
import Glibc

/// All processes below this one. It has asked for orphans, so none gets away by leaving its group or losing its parent.
enum Descendants {
    /// Its own alone; none where nobody can say.
    static func children() -> [pid_t] { (try? relations())?.filter { $0.parent == getpid() }.map(\.process) ?? [] }

    /// How many there are, and how many threads they have together.
    /// - Throws: `SystemError` where nobody can say.
    static func count() throws -> (processes: Int, threads: Int) {
        let living = try living()
        return (living.count, living.reduce(0) { $0 + $1.threads })
    }

    private static func living() throws -> [Relation] {
        let relations = try Self.relations()
        var found: [Relation] = []
        var generation: Set<pid_t> = [getpid()]
        while !generation.isEmpty {
            let next = relations.filter { generation.contains($0.parent) && $0.isAlive }
            found += next
            generation = Set(next.map(\.process))
        }
        return found
    }

    /// Those to be ended. Where nobody can say which, this process dies of a signal, and they are left to its parent.
    private static func all() -> [pid_t] {
        do {
            return try living().map(\.process)
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

    private struct Relation {
        let process: pid_t
        let parent: pid_t
        let isAlive: Bool
        let threads: Int
    }

    private static func relations() throws -> [Relation] {
        guard let folder = opendir("/proc") else { throw SystemError("list the processes") }
        defer { closedir(folder) }
        var relations: [Relation] = []
        while let entry = readdir(folder) {
            let name = withUnsafeBytes(of: &entry.pointee.d_name) {
                String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self)
            }
            guard let process = pid_t(name), let relation = relation(of: process) else { continue }
            relations.append(relation)
        }
        return relations
    }

    /// From /proc/…/stat (proc_pid_stat(5)): the name in brackets may hold anything; state, parent and, 17 fields on, the
    /// number of threads stand behind it.
    private static func relation(of process: pid_t) -> Relation? {
        let file = open("/proc/\(process)/stat", O_RDONLY | O_CLOEXEC)
        guard file >= 0 else { return nil }
        defer { close(file) }
        var buffer = [UInt8](repeating: 0, count: 512)
        let count = read(file, &buffer, buffer.count)
        guard count > 0, let end = buffer.prefix(count).lastIndex(of: UInt8(ascii: ")")) else { return nil }
        let fields = buffer[(end + 1)..<count].split(separator: UInt8(ascii: " "))
        guard fields.count > 17, let parent = pid_t(String(decoding: fields[1], as: UTF8.self)) else { return nil }
        return Relation(
            process: process,
            parent: parent,
            isAlive: fields[0].first != UInt8(ascii: "Z"),
            threads: Int(String(decoding: fields[17], as: UTF8.self)) ?? 1
        )
    }
}
