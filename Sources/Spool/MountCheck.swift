// SPDX-License-Identifier: GPL-3.0-or-later

import CLinux
import Glibc

/// Tries on the shared folder, by really doing it, what the programs rely on. Leaves nothing behind.
package struct MountCheck: Sendable {
    private let spool: Spool
    /// A dot-file: nobody takes it for a document or a command.
    private let name: FileName
    private let otherName: FileName

    package init(_ spool: Spool) {
        self.spool = spool
        let id = JobID().text
        guard let name = FileName(".check-\(id)"), let otherName = FileName(".check-\(id).other") else {
            preconditionFailure("an id names a file")
        }
        self.name = name
        self.otherName = otherName
    }

    /// The folders that a document passes.
    private var path: [Folder] {
        [spool.uploads, spool.inbox, spool.active, spool.building, spool.results, spool.quarantine]
    }

    /// Makes sure that a document can be renamed from each folder to the next. Makes no file, and changes nothing: the
    /// kernel compares the mounts before it looks for the file.
    /// - Throws: `SpoolError` that is across mounts, where it can't; no other.
    package func requireOneMount() throws(SpoolError) {
        for (from, to) in zip(path, path.dropFirst()) {
            do throws(SpoolError) {
                try from.rename(name, to: to, as: name)
            } catch {
                if error.isAcrossMounts { throw error }
            }
        }
    }

    /// Renames a file through every folder that a document passes, and makes sure that no rename replaces another file.
    package func rename() throws(SpoolError) -> RenameGuard {
        let path = path
        defer { for folder in path { try? folder.remove(name) } }
        try spool.uploads.writeFile(name, [])
        for (from, to) in zip(path, path.dropFirst()) { try from.rename(name, to: to, as: name) }
        return try renameGuard(in: spool.quarantine)
    }

    private func renameGuard(in folder: Folder) throws(SpoolError) -> RenameGuard {
        defer { try? folder.remove(otherName) }
        try folder.writeFile(otherName, [])
        let failed = name.withCString { old in
            otherName.withCString { new in
                pannier_rename(folder.descriptor, old, folder.descriptor, new, UInt32(RENAME_NOREPLACE)) != 0
            }
        }
        guard failed else { return .broken }
        return errno == EEXIST ? .kernel : .lookFirst
    }

    package enum RenameGuard: Sendable {
        /// RENAME_NOREPLACE works.
        case kernel
        /// It is unknown here; a look before the rename stands in for it.
        case lookFirst
        /// It is taken and does not keep its promise.
        case broken
    }

    /// Whether a second opening of a locked file is kept out.
    package func lock(in folder: Folder) throws(SpoolError) -> Bool {
        defer { try? folder.remove(name) }
        let holder = try folder.openOrCreateFile(name)
        guard flock(holder.descriptor, LOCK_EX | LOCK_NB) == 0 else { throw SpoolError("lock", holder.place) }
        let other = try folder.openOrCreateFile(name)
        return flock(other.descriptor, LOCK_EX | LOCK_NB) != 0 && errno == EWOULDBLOCK
    }

    /// Writes a file durably, and its folder.
    package func synchronize() throws(SpoolError) {
        defer { try? spool.uploads.remove(name) }
        try spool.uploads.writeFile(name, [UInt8](repeating: 0, count: 4096))
        try spool.uploads.synchronize()
    }

    /// Whether the kernel tells that a file's writer has gone.
    package func lease() throws(SpoolError) -> Bool {
        defer { try? spool.uploads.remove(name) }
        guard try seesWriter() else { return false }
        return WriterCheck(try spool.uploads.file(name)) == .free
    }

    /// The writer has gone when this returns.
    private func seesWriter() throws(SpoolError) -> Bool {
        let writer = try spool.uploads.createFile(name)
        let reader = try spool.uploads.file(name)
        return withExtendedLifetime(writer) { WriterCheck(reader) == .writing }
    }

    /// Whether inotify tells of a file that is written in the inbox, within this time.
    package func notification(within milliseconds: Int32) throws(SpoolError) -> Bool {
        let watcher = inotify_init1(Int32(IN_CLOEXEC))
        guard watcher >= 0 else { throw SpoolError("watch", spool.inbox.path) }
        defer { close(watcher) }
        guard inotify_add_watch(watcher, spool.inbox.path, UInt32(IN_CLOSE_WRITE)) >= 0 else {
            throw SpoolError("watch", spool.inbox.path)
        }
        defer { try? spool.inbox.remove(name) }
        try spool.inbox.writeFile(name, [0])
        return waitForName(watcher, milliseconds)
    }

    /// Other programs' files may come first.
    private func waitForName(_ watcher: Int32, _ milliseconds: Int32) -> Bool {
        let deadline = ContinuousClock.now + .milliseconds(Int(milliseconds))
        while true {
            let left = ContinuousClock.now.duration(to: deadline).components
            let rest = Int32(left.seconds * 1000 + left.attoseconds / 1_000_000_000_000_000)
            var waiting = pollfd(fd: watcher, events: Int16(POLLIN), revents: 0)
            guard rest > 0, poll(&waiting, 1, rest) > 0 else { return false }
            if Self.names(watcher).contains(name) { return true }
        }
    }

    private static func names(_ watcher: Int32) -> [FileName] {
        var names: [FileName] = []
        withUnsafeTemporaryAllocation(byteCount: 1 << 16, alignment: 8) { buffer in
            let count = read(watcher, buffer.baseAddress, buffer.count)
            var offset = 0
            while offset + MemoryLayout<inotify_event>.size <= count {
                let event = buffer.loadUnaligned(fromByteOffset: offset, as: inotify_event.self)
                let start = offset + MemoryLayout<inotify_event>.size
                let end = min(start + Int(event.len), count)
                if let name = FileName(bytes: buffer[start..<end].prefix { $0 != 0 }) { names.append(name) }
                offset = end
            }
        }
        return names
    }
}
