// SPDX-License-Identifier: GPL-3.0-or-later

import CPoppler

/// All of these share one pass over the page, which the first of them makes.
extension Page {
    /// In reading order: words separated by spaces, lines by line feeds. Empty where the page has no text.
    package var text: String { unsafe String(adopting: poppler_page_get_text(reference.pointer)) ?? "" }

    /// One rectangle for each character of the text.
    package var characterRectangles: [Rectangle] {
        var rectangles: UnsafeMutablePointer<PopplerRectangle>?
        var count: guint = 0
        guard unsafe poppler_page_get_text_layout(reference.pointer, &rectangles, &count) != 0 else { return [] }
        defer { unsafe g_free(rectangles) }
        return unsafe UnsafeBufferPointer(start: rectangles, count: Int(count)).map {
            Rectangle(x1: $0.x1, y1: $0.y1, x2: $0.x2, y2: $0.y2)
        }
    }

    /// Ascending.
    package var textAttributes: [TextAttributes] {
        let list = unsafe poppler_page_get_text_attributes(reference.pointer)
        defer { unsafe poppler_page_free_text_attributes(list) }
        var attributes: [TextAttributes] = []
        var next = unsafe list
        while let entry = unsafe next {
            if let data = unsafe entry.pointee.data {
                let found = unsafe data.assumingMemoryBound(to: PopplerTextAttributes.self).pointee
                if let run = unsafe TextAttributes(found) { attributes.append(run) }
            }
            unsafe next = entry.pointee.next
        }
        return attributes
    }
}

extension TextAttributes {
    /// Poppler's last index is the last character's own.
    init?(_ attributes: PopplerTextAttributes) {
        let (first, last) = unsafe (Int(attributes.start_index), Int(attributes.end_index))
        guard first >= 0, last >= first else { return nil }
        fontName = unsafe String(copying: attributes.font_name) ?? ""
        fontSize = unsafe attributes.font_size
        characters = first..<last + 1
    }
}
