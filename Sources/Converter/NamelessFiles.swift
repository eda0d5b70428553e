// SPDX-License-Identifier: GPL-3.0-or-later

import Confinement
import Conversion
import Glibc

/// Files that have no name any more and yet fill the disk, because processes have them open. What is only mapped into
/// memory, or under way from one process to another, is not found.
struct NamelessFiles {
    /// Most descriptors that one look passes over.
    private static let mostDescriptors = 20_000
    /// A process that has just begun or is just ending can't be looked into for a moment. Milliseconds.
    private static let patience = 10

    private let fileSystem: dev_t
    private var counted: Set<ino_t> = []
    private var descriptors = 0
    /// On the disk.
    private(set) var bytes: UInt64 = 0

    /// - Parameters:
    ///   - processes: those that may have some.
    ///   - folder: on whose file system.
    /// - Throws: `Failure` where one does not let itself be looked into: it could hold anything.
    init(of processes: [ProcessFacts], besides folder: Folder) throws {
        var facts = stat()
        guard fstat(folder.descriptor, &facts) == 0 else { throw SystemError("fstat") }
        fileSystem = facts.st_dev
        for process in processes { try look(into: process.id) }
    }

    private mutating func look(into process: pid_t) throws {
        var looks = 0
        while try !count(of: process) {
            looks += 1
            guard looks < Self.patience else { throw Self.hidden("a process that can't be looked into") }
            poll(nil, 0, 1)
        }
    }

    /// - Returns: false where the process lives and hides its descriptors.
    private mutating func count(of process: pid_t) throws -> Bool {
        guard let facts = ProcessFacts(process), facts.isAlive else { return true }
        guard facts.firstThreadHasEnded else { return try count(at: "/proc/\(process)", process) }
        // All threads share them.
        var isHidden = false
        for thread in Self.threads(of: process) where thread != process {
            let path = "/proc/\(process)/task/\(thread)"
            guard let other = ProcessFacts(thread, at: path), other.hasMemory else { continue }
            if try count(at: path, thread) { return true }
            isHidden = true
        }
        return !isHidden
    }

    private mutating func count(at path: String, _ id: pid_t) throws -> Bool {
        guard let stream = opendir(path + "/fd") else { return !(ProcessFacts(id, at: path)?.hasMemory ?? false) }
        defer { closedir(stream) }
        while let entry = readdir(stream) {
            descriptors += 1
            guard descriptors <= Self.mostDescriptors else { throw Self.hidden("too many open files") }
            count(entry.name, in: dirfd(stream))
        }
        return true
    }

    private mutating func count(_ name: [CChar], in descriptors: Int32) {
        var facts = stat()
        guard fstatat(descriptors, name, &facts, 0) == 0, facts.st_mode & S_IFMT == S_IFREG, facts.st_nlink == 0,
            facts.st_dev == fileSystem, counted.insert(facts.st_ino).inserted
        else { return }
        bytes += UInt64(max(0, facts.st_blocks)) * 512
    }

    private static func threads(of process: pid_t) -> [pid_t] {
        guard let stream = opendir("/proc/\(process)/task") else { return [] }
        defer { closedir(stream) }
        var threads: [pid_t] = []
        while let entry = readdir(stream) { if let thread = pid_t(entry.text) { threads.append(thread) } }
        return threads
    }

    private static func hidden(_ what: String) -> Failure {
        Failure(.invalidOutput, "The converter has \(what).")
    }
}
