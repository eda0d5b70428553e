// SPDX-License-Identifier: GPL-3.0-or-later

import CPoppler

/// One page of a document, which it keeps open.
package struct Page: ~Copyable {
    let reference: Reference

    init?(adopting pointer: OpaquePointer?) {
        guard let reference = unsafe Reference(adopting: pointer) else { return nil }
        self.reference = reference
    }

    /// In points, turned as the page says. Anything may stand in a document: zero, NaN, more than any paper.
    package var size: (width: Double, height: Double) {
        var width = 0.0
        var height = 0.0
        unsafe poppler_page_get_size(reference.pointer, &width, &height)
        return (width, height)
    }
}
