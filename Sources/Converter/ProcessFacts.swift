// SPDX-License-Identifier: GPL-3.0-or-later

import Glibc

/// What the kernel tells of a process, or of one thread.
struct ProcessFacts {
    let id: pid_t
    let parent: pid_t
    let group: pid_t
    let threads: Int
    /// Of the thread that the process began with.
    let state: UInt8
    /// It has none while it ends.
    let hasMemory: Bool

    /// - Parameter folder: `/proc/…`, or a thread's below it.
    init?(_ id: pid_t, at folder: String) {
        // The name in brackets may hold anything; the state stands behind it (proc_pid_stat(5)).
        guard let text = Self.text(of: folder + "/stat"), let end = text.lastIndex(of: UInt8(ascii: ")")) else {
            return nil
        }
        let fields = text[(end + 1)...].split(separator: UInt8(ascii: " ")).map { String(decoding: $0, as: UTF8.self) }
        guard fields.count > 20, let state = fields[0].utf8.first, let parent = pid_t(fields[1]),
            let group = pid_t(fields[2]), let threads = Int(fields[17])
        else { return nil }
        (self.id, self.parent, self.group, self.threads, self.state) = (id, parent, group, threads, state)
        hasMemory = fields[20] != "0"
    }

    init?(_ id: pid_t) { self.init(id, at: "/proc/\(id)") }

    /// The first thread may have ended before the others.
    var isAlive: Bool { !firstThreadHasEnded || threads > 1 }

    var firstThreadHasEnded: Bool { [UInt8(ascii: "Z"), UInt8(ascii: "X")].contains(state) }

    var isStopped: Bool { [UInt8(ascii: "T"), UInt8(ascii: "t")].contains(state) || firstThreadHasEnded }

    private static func text(of path: String) -> ArraySlice<UInt8>? {
        let file = open(path, O_RDONLY | O_CLOEXEC)
        guard file >= 0 else { return nil }
        defer { close(file) }
        var buffer = [UInt8](repeating: 0, count: 1024)
        let count = read(file, &buffer, buffer.count)
        return count > 0 ? buffer[..<count] : nil
    }
}
