// SPDX-License-Identifier: GPL-3.0-or-later

import CPoppler
import Glibc

/// An open PDF.
@safe
package struct Document: ~Copyable {
    let reference: Reference
    /// All of it, where it lies in memory.
    let bytes: OpaquePointer?

    deinit { if let bytes = unsafe bytes { unsafe g_bytes_unref(bytes) } }

    /// Reads the file where it lies in memory, which spares poppler its many small reads; or, where the address space
    /// has no room for it, through a copy of the descriptor. The descriptor stays the caller's.
    /// - Throws: `DocumentError`.
    package init(descriptor: Int32) throws {
        guard let mapped = unsafe g_mapped_file_new_from_fd(descriptor, 0, nil) else {
            try self.init(copying: descriptor)
            return
        }
        defer { unsafe g_mapped_file_unref(mapped) }
        try unsafe self.init(data: g_mapped_file_get_bytes(mapped))
    }

    private init(copying descriptor: Int32) throws {
        let copy = fcntl(descriptor, F_DUPFD_CLOEXEC, 3)
        guard copy >= 0 else { throw DocumentError.unreadable(errno) }
        var error: UnsafeMutablePointer<GError>?
        // Poppler closes the copy, whether it can open the document or not.
        let document = unsafe poppler_document_new_from_fd(copy, nil, &error)
        guard let reference = unsafe Reference(adopting: document) else {
            throw unsafe DocumentError(adopting: error)
        }
        self.reference = reference
        unsafe bytes = nil
    }

    /// - Throws: `DocumentError`.
    package init(bytes: [UInt8]) throws {
        try unsafe self.init(data: g_bytes_new(bytes, gsize(bytes.count)))
    }

    /// Takes the bytes over.
    private init(data: OpaquePointer?) throws {
        var error: UnsafeMutablePointer<GError>?
        let document = unsafe poppler_document_new_from_bytes(data, nil, &error)
        guard let reference = unsafe Reference(adopting: document) else {
            unsafe g_bytes_unref(data)
            throw unsafe DocumentError(adopting: error)
        }
        self.reference = reference
        unsafe bytes = data
    }

    package var pageCount: Int { Int(unsafe poppler_document_get_n_pages(reference.pointer)) }

    /// - Parameter number: counted from 1.
    /// - Returns: nil where the document has no such page or poppler can't load it.
    package func page(_ number: Int) -> Page? {
        guard (1...max(1, pageCount)).contains(number) else { return nil }
        return unsafe Page(adopting: poppler_document_get_page(reference.pointer, Int32(number - 1)))
    }
}
