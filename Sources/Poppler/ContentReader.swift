// SPDX-License-Identifier: GPL-3.0-or-later

import CPoppler
import CPopplerDevice

/// Reads what pages draw: glyphs, rules, boxes and links.
@safe
package struct ContentReader: ~Copyable {
    private let file: OpaquePointer
    private let reader: OpaquePointer

    /// Nil where the file can't be held in memory or opened. The descriptor stays the caller's.
    package init?(descriptor: Int32) {
        guard let file = unsafe g_mapped_file_new_from_fd(descriptor, 0, nil) else { return nil }
        let bytes = unsafe g_mapped_file_get_contents(file)
        guard let reader = unsafe pannier_reader_open(bytes, Int(g_mapped_file_get_length(file))) else {
            unsafe g_mapped_file_unref(file)
            return nil
        }
        unsafe self.file = file
        unsafe self.reader = reader
    }

    deinit {
        unsafe pannier_reader_close(reader)
        unsafe g_mapped_file_unref(file)
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
            links: limits.links,
            images: limits.images
        )
        return unsafe DrawnContents(adopting: pannier_contents_read(reader, number, bounds))
    }
}
