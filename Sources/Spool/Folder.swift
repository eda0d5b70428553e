// SPDX-License-Identifier: GPL-3.0-or-later

import CLinux
import Glibc

/// An open folder. Everything in it is named by one component and opened beneath it, through no link; so nobody who can
/// write there can lead us elsewhere.
package final class Folder: Sendable {
    package let descriptor: Int32
    /// For messages and for inotify, which wants a path.
    package let path: String

    private init(descriptor: Int32, path: String) {
        self.descriptor = descriptor
        self.path = path
    }

    deinit { close(descriptor) }

    /// Opens a folder that the operator named; here links are followed, the operator may want them.
    package static func open(path: String) throws(SpoolError) -> Folder {
        let descriptor = Glibc.open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { throw SpoolError("open folder", path) }
        return Folder(descriptor: descriptor, path: path)
    }

    package func place(_ name: FileName) -> String { path + "/" + name.description }

    // MARK: Opening

    package func folder(_ name: FileName) throws(SpoolError) -> Folder {
        Folder(descriptor: try openBeneath(name, O_RDONLY | O_DIRECTORY), path: place(name))
    }

    /// Makes the folder, which must not exist. Leaves none behind that can't be opened.
    package func createFolder(_ name: FileName) throws(SpoolError) -> Folder {
        guard name.withCString({ mkdirat(descriptor, $0, 0o777) }) == 0 else {
            throw SpoolError("make folder", place(name))
        }
        do throws(SpoolError) {
            return try folder(name)
        } catch {
            _ = name.withCString { unlinkat(descriptor, $0, AT_REMOVEDIR) }
            throw error
        }
    }

    package func openOrCreateFolder(_ name: FileName) throws(SpoolError) -> Folder {
        do throws(SpoolError) {
            return try createFolder(name)
        } catch {
            guard error.exists else { throw error }
            return try folder(name)
        }
    }

    /// Opens for reading; never waits, not even for a FIFO's other end.
    package func file(_ name: FileName) throws(SpoolError) -> File {
        File(descriptor: try openBeneath(name, O_RDONLY | O_NONBLOCK), place: place(name))
    }

    /// Makes the file, which must not exist, for writing.
    package func createFile(_ name: FileName) throws(SpoolError) -> File {
        File(descriptor: try openBeneath(name, O_WRONLY | O_CREAT | O_EXCL), place: place(name))
    }

    /// Opens for reading and writing; the file must be there.
    package func fileForUpdate(_ name: FileName) throws(SpoolError) -> File {
        File(descriptor: try openBeneath(name, O_RDWR | O_NONBLOCK), place: place(name))
    }

    /// A file of ours that several processes open, such as a lock.
    package func openOrCreateFile(_ name: FileName) throws(SpoolError) -> File {
        File(descriptor: try openBeneath(name, O_RDWR | O_CREAT), place: place(name))
    }

    /// Writes a small file durably under its final name.
    package func writeFile(_ name: FileName, _ bytes: [UInt8]) throws(SpoolError) {
        let file = try createFile(name)
        try file.write(bytes)
        try file.synchronize()
    }

    private func openBeneath(_ name: FileName, _ flags: Int32) throws(SpoolError) -> Int32 {
        let opened = name.withCString { pannier_open_beneath(descriptor, $0, flags, 0o666) }
        if opened >= 0 { return opened }
        guard errno == ENOSYS else { throw SpoolError("open", place(name)) }
        // A kernel without openat2: one component and no following of links says nearly the same.
        let plain = name.withCString { openat(descriptor, $0, flags | O_NOFOLLOW | O_CLOEXEC, 0o666) }
        guard plain >= 0 else { throw SpoolError("open", place(name)) }
        return plain
    }

    // MARK: Entries

    /// - Parameter most: it stops looking after so many.
    package func entries(atMost most: Int = .max) throws(SpoolError) -> [FileName] {
        let copy = openat(descriptor, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard copy >= 0, let stream = fdopendir(copy) else { throw SpoolError("list", path) }
        defer { closedir(stream) }
        var names: [FileName] = []
        errno = 0
        while names.count < most, let entry = readdir(stream) {
            let name = withUnsafeBytes(of: &entry.pointee.d_name) { FileName(bytes: $0.prefix { $0 != 0 }) }
            if let name { names.append(name) }
            errno = 0
        }
        guard errno == 0 else { throw SpoolError("list", path) }
        return names
    }

    /// Nil where there is no such entry.
    package func info(_ name: FileName) throws(SpoolError) -> FileInfo? {
        var facts = stat()
        if name.withCString({ fstatat(descriptor, $0, &facts, AT_SYMLINK_NOFOLLOW) }) == 0 { return FileInfo(facts) }
        guard errno == ENOENT else { throw SpoolError("stat", place(name)) }
        return nil
    }

    /// - Throws: where it can't be told: what is not seen is not gone.
    package func contains(_ name: FileName) throws(SpoolError) -> Bool { try info(name) != nil }

    /// Whether we may look into a folder here and change it.
    func mayChange(_ name: FileName) -> Bool {
        name.withCString { faccessat(descriptor, $0, R_OK | W_OK | X_OK, 0) } == 0
    }

    // MARK: Changing

    /// Never replaces anything at the destination.
    package func rename(_ name: FileName, to folder: Folder, as newName: FileName) throws(SpoolError) {
        let failed = name.withCString { old in
            newName.withCString { new in
                pannier_rename(descriptor, old, folder.descriptor, new, UInt32(RENAME_NOREPLACE)) != 0
            }
        }
        guard failed else { return }
        // A file system without the flag (NFS): names here are ours and random, so look, then rename.
        guard errno == EINVAL else { throw SpoolError("rename \(place(name)) to", folder.place(newName)) }
        guard try folder.info(newName) == nil else {
            throw SpoolError("rename \(place(name)) to", folder.place(newName), code: EEXIST)
        }
        try rename(name, over: newName, in: folder)
    }

    /// The plain rename: replaces what stands at the destination.
    package func rename(_ name: FileName, over newName: FileName, in folder: Folder) throws(SpoolError) {
        let failed = name.withCString { old in
            newName.withCString { new in renameat(descriptor, old, folder.descriptor, new) != 0 }
        }
        if failed { throw SpoolError("rename \(place(name)) to", folder.place(newName)) }
    }

    package func remove(_ name: FileName) throws(SpoolError) {
        guard name.withCString({ unlinkat(descriptor, $0, 0) }) == 0 || errno == ENOENT else {
            throw SpoolError("remove", place(name))
        }
    }

    /// - Returns: false where it is not empty, and stays.
    func removeEmptyFolder(_ name: FileName) throws(SpoolError) -> Bool {
        guard name.withCString({ unlinkat(descriptor, $0, AT_REMOVEDIR) }) != 0 else { return true }
        let error = SpoolError("remove", place(name))
        guard error.exists else { throw error }
        return false
    }

    /// Removes an entry with all below it; what is already gone is no error.
    package func removeTree(_ name: FileName) throws(SpoolError) { try removeTree(name, depth: 0) }

    /// How often a folder is emptied before it is removed.
    private static let emptyings = 16
    /// From here on folders are brought up: a tree may be deeper than a process may have open descriptors, or a thread
    /// stack.
    private static let deepest = 8

    private func removeTree(_ name: FileName, depth: Int) throws(SpoolError) {
        guard let info = try info(name) else { return }
        guard info.kind == .folder else { return try remove(name) }
        guard depth == Self.deepest else {
            return try removeFolder(name) { (inner) throws(SpoolError) in
                for entry in try inner.entries() { try inner.removeTree(entry, depth: depth + 1) }
            }
        }
        // A list, not the stack, holds what is still to be removed.
        var raised = [name]
        while let next = raised.popLast() {
            try removeFolder(next) { (inner) throws(SpoolError) in raised += try empty(inner) }
        }
    }

    private func removeFolder(_ name: FileName, empty: (Folder) throws(SpoolError) -> Void) throws(SpoolError) {
        let inner = try folderToRemove(name)
        var isOpened = false
        // Somebody who holds the folder open may still make files in it.
        for _ in 0..<Self.emptyings {
            do throws(SpoolError) {
                try empty(inner)
            } catch {
                // What a converter made may deny us the changing.
                guard error.isDenied, !isOpened, fchmod(inner.descriptor, 0o700) == 0 else { throw error }
                isOpened = true
                continue
            }
            if name.withCString({ unlinkat(descriptor, $0, AT_REMOVEDIR) }) == 0 || errno == ENOENT { return }
            guard errno == ENOTEMPTY || errno == EEXIST else { break }
        }
        throw SpoolError("remove", place(name))
    }

    /// What a converter made may deny us the reading.
    private func folderToRemove(_ name: FileName) throws(SpoolError) -> Folder {
        do throws(SpoolError) {
            return try folder(name)
        } catch {
            let isOpened = error.code == EACCES && name.withCString { fchmodat(descriptor, $0, 0o700, 0) } == 0
            guard isOpened else { throw error }
            return try folder(name)
        }
    }

    /// Removes the files of a folder and brings its folders up here.
    /// - Returns: the names that those folders have here.
    private func empty(_ inner: Folder) throws(SpoolError) -> [FileName] {
        var raised: [FileName] = []
        for entry in try inner.entries() {
            guard try inner.info(entry)?.kind == .folder else {
                try inner.remove(entry)
                continue
            }
            // To move a folder elsewhere is to write in it.
            _ = entry.withCString { fchmodat(inner.descriptor, $0, 0o700, 0) }
            let name = JobID().fileName(suffix: ".removed")
            try inner.rename(entry, to: self, as: name)
            raised.append(name)
        }
        return raised
    }

    package func synchronize() throws(SpoolError) {
        guard fsync(descriptor) == 0 else { throw SpoolError("fsync", path) }
    }

    /// Every file and folder below, then this one.
    package func synchronizeTree() throws(SpoolError) {
        // All are on their way before the first is waited for: a journal then has one commit for them, not one each.
        for name in try entries() where try info(name)?.kind == .file {
            try file(name).startWriting()
        }
        for name in try entries() {
            switch try info(name)?.kind {
            case .folder: try folder(name).synchronizeTree()
            case .file: try file(name).synchronize()
            default: continue
            }
        }
        try synchronize()
    }

    // MARK: The file system

    /// Whether nothing can be renamed from beside it into it.
    package var isMount: Bool { pannier_is_mount(descriptor) != 0 }

    /// The bits of its mode.
    var permissions: mode_t {
        get throws(SpoolError) {
            var facts = stat()
            guard fstat(descriptor, &facts) == 0 else { throw SpoolError("stat", path) }
            return facts.st_mode & 0o7777
        }
    }

    package var fileSystem: FileSystem { FileSystem(magic: pannier_file_system_type(descriptor)) }
}
