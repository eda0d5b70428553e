// SPDX-License-Identifier: GPL-3.0-or-later

import CPoppler
import Glibc

/// An open PDF.
package struct Document: ~Copyable {
    let reference: Reference

    /// Reads through a copy of the descriptor, which stays the caller's.
    /// - Throws: `DocumentError`.
    package init(descriptor: Int32) throws {
        let copy = fcntl(descriptor, F_DUPFD_CLOEXEC, 3)
        guard copy >= 0 else { throw DocumentError.unreadable(errno) }
        var error: UnsafeMutablePointer<GError>?
        // Poppler closes the copy, whether it can open the document or not.
        let document = unsafe poppler_document_new_from_fd(copy, nil, &error)
        guard let reference = unsafe Reference(adopting: document) else {
            throw unsafe DocumentError(adopting: error)
        }
        self.reference = reference
    }

    /// - Throws: `DocumentError`.
    package init(bytes: [UInt8]) throws {
        let data = unsafe g_bytes_new(bytes, gsize(bytes.count))
        defer { unsafe g_bytes_unref(data) }
        var error: UnsafeMutablePointer<GError>?
        let document = unsafe poppler_document_new_from_bytes(data, nil, &error)
        guard let reference = unsafe Reference(adopting: document) else {
            throw unsafe DocumentError(adopting: error)
        }
        self.reference = reference
    }

    package var pageCount: Int { Int(unsafe poppler_document_get_n_pages(reference.pointer)) }

    /// - Parameter number: counted from 1.
    /// - Returns: nil where the document has no such page or poppler can't load it.
    package func page(_ number: Int) -> Page? {
        guard (1...max(1, pageCount)).contains(number) else { return nil }
        return unsafe Page(adopting: poppler_document_get_page(reference.pointer, Int32(number - 1)))
    }
}
