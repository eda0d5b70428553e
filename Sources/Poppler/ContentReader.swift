// SPDX-License-Identifier: GPL-3.0-or-later

import CPoppler
import CPopplerDevice
import Glibc

/// Reads what pages draw: glyphs, rules, boxes and links.
@safe
package struct ContentReader: ~Copyable {
    private let reader: OpaquePointer
    /// Where the document lies in memory, if it does.
    private let bytes: OpaquePointer?

    /// Of an open document, whose memory it shares.
    /// - Parameter descriptor: of the same document, for one that isn't in memory; stays the caller's.
    /// - Returns: nil where it can't be opened a second time.
    package init?(of document: borrowing Document, descriptor: Int32) {
        let opened: OpaquePointer?
        if let shared = unsafe document.bytes {
            var length: gsize = 0
            let start = unsafe g_bytes_get_data(shared, &length)?.assumingMemoryBound(to: CChar.self)
            unsafe opened = pannier_reader_open(start, Int(length))
        } else {
            let copy = fcntl(descriptor, F_DUPFD_CLOEXEC, 3)
            guard copy >= 0 else { return nil }
            unsafe opened = pannier_reader_open_file(copy)
        }
        guard let opened = unsafe opened else { return nil }
        unsafe reader = opened
        unsafe bytes = document.bytes.map { unsafe g_bytes_ref($0) }
    }

    deinit {
        unsafe pannier_reader_close(reader)
        if let bytes = unsafe bytes { unsafe g_bytes_unref(bytes) }
    }

    /// - Parameters:
    ///   - number: counted from 1.
    ///   - limits: what is beyond them is left out.
    /// - Returns: nil where the document has no such page or poppler can't load it.
    package func contents(ofPage number: Int, limits: ContentLimits) -> DrawnContents? {
        guard let number = Int32(exactly: number) else { return nil }
        let bounds = pannier_limits(
            glyphs: limits.glyphs,
            marks: limits.marks,
            links: limits.links
        )
        return unsafe DrawnContents(adopting: pannier_contents_read(reader, number, bounds))
    }
}
