// SPDX-License-Identifier: GPL-3.0-or-later

import CLinux
import Glibc

/// An open file. Its descriptor closes with the last reference.
package final class File: Sendable {
    package let descriptor: Int32
    let place: String

    init(descriptor: Int32, place: String) {
        self.descriptor = descriptor
        self.place = place
    }

    deinit { close(descriptor) }

    /// What it lies on.
    var fileSystem: FileSystem { FileSystem(magic: pannier_file_system_type(descriptor)) }

    package func info() throws(SpoolError) -> FileInfo {
        var facts = stat()
        guard fstat(descriptor, &facts) == 0 else { throw SpoolError("stat", place) }
        return FileInfo(facts)
    }

    func setPermissions(_ mode: mode_t) throws(SpoolError) {
        guard fchmod(descriptor, mode) == 0 else { throw SpoolError("change mode", place) }
    }

    /// Writes all of it at the file's position.
    package func write(_ bytes: UnsafeRawBufferPointer) throws(SpoolError) {
        var rest = bytes
        while !rest.isEmpty {
            let count = Glibc.write(descriptor, rest.baseAddress, rest.count)
            if count < 0 && errno == EINTR { continue }
            guard count > 0 else { throw SpoolError("write", place) }
            rest = UnsafeRawBufferPointer(rebasing: rest.dropFirst(count))
        }
    }

    package func write(_ bytes: [UInt8]) throws(SpoolError) {
        let failure: SpoolError? = bytes.withUnsafeBytes { raw in
            do throws(SpoolError) {
                try write(raw)
                return nil
            } catch { return error }
        }
        if let failure { throw failure }
    }

    /// Up to `count` bytes from `offset`; fewer at the end.
    package func read(at offset: Int64, count: Int) throws(SpoolError) -> [UInt8] {
        var failure: SpoolError?
        let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
            while filled < count {
                let got = pread(
                    descriptor,
                    buffer.baseAddress?.advanced(by: filled),
                    count - filled,
                    off_t(offset) + filled
                )
                if got < 0 && errno == EINTR { continue }
                if got < 0 { failure = SpoolError("read", place) }
                guard got > 0 else { return }
                filled += got
            }
        }
        if let failure { throw failure }
        return bytes
    }

    /// The whole file, refused where it is larger than `limit` bytes.
    package func contents(limit: Int) throws(SpoolError) -> [UInt8] {
        let bytes = try read(at: 0, count: limit + 1)
        guard bytes.count <= limit else { throw SpoolError("read", place, code: EFBIG) }
        return bytes
    }

    /// Lets the disk begin, without waiting; `synchronize` then has less to wait for.
    package func startWriting() { _ = pannier_start_writing(descriptor) }

    /// Durable, or an error. After an error the kernel may have dropped the data: discard the file, never try again.
    package func synchronize() throws(SpoolError) {
        guard fsync(descriptor) == 0 else { throw SpoolError("fsync", place) }
    }
}
