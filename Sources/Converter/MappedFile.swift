// SPDX-License-Identifier: GPL-3.0-or-later

import Confinement
import Glibc

/// A file where it lies in memory. One that is cut short while it is read ends the process; nobody else has the
/// document.
final class MappedFile {
    let bytes: UnsafeRawBufferPointer

    /// The descriptor stays the caller's.
    /// - Parameter most: of its first bytes; a long file may be more than a child's address space.
    init(_ descriptor: Int32, atMost most: Int = .max) throws {
        var facts = stat()
        guard fstat(descriptor, &facts) == 0 else { throw SystemError("stat(document)") }
        let count = min(Int(facts.st_size), most)
        guard count > 0 else {
            bytes = UnsafeRawBufferPointer(start: nil, count: 0)
            return
        }
        guard let start = mmap(nil, count, PROT_READ, MAP_PRIVATE, descriptor, 0), start != MAP_FAILED else {
            throw SystemError("mmap(document)")
        }
        bytes = UnsafeRawBufferPointer(start: start, count: count)
    }

    deinit {
        if let start = bytes.baseAddress { munmap(UnsafeMutableRawPointer(mutating: start), bytes.count) }
    }
}
