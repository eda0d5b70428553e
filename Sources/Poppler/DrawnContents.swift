// SPDX-License-Identifier: GPL-3.0-or-later

import CPopplerDevice

/// What a page draws. Lengths are points from the top left corner of the page as it is shown, y downwards; numbers are
/// finite but for the size, which may be anything.
@safe
package struct DrawnContents: ~Copyable {
    private let contents: OpaquePointer

    init?(adopting contents: OpaquePointer?) {
        guard let contents = unsafe contents else { return nil }
        unsafe self.contents = contents
    }

    deinit { unsafe pannier_contents_free(contents) }

    package var size: (width: Double, height: Double) {
        var width = 0.0
        var height = 0.0
        unsafe pannier_contents_size(contents, &width, &height)
        return (width, height)
    }

    package var fonts: [DrawnFont] {
        unsafe array(pannier_contents_fonts).map {
            unsafe DrawnFont(
                name: String(copying: $0.name) ?? "",
                isBold: $0.bold != 0,
                isItalic: $0.italic != 0,
                isFixedWidth: $0.fixed != 0
            )
        }
    }

    /// In the order in which they are drawn.
    package func glyphs<Value>(_ transform: (DrawnGlyph) -> Value?) -> [Value] {
        let glyphs = unsafe array(pannier_contents_glyphs)
        var values: [Value] = []
        values.reserveCapacity(glyphs.count)
        for index in 0..<glyphs.count {
            if let value = transform(DrawnGlyph(unsafe glyphs[index])) { values.append(value) }
        }
        return values
    }

    /// Lines that run level or upright, and filled boxes.
    package func marks<Value>(_ transform: (DrawnMark) -> Value) -> [Value] {
        unsafe array(pannier_contents_marks).map { transform(DrawnMark($0)) }
    }

    /// Links that lead out of the document.
    package func links<Value>(_ transform: (Rectangle, String) -> Value) -> [Value] {
        unsafe array(pannier_contents_links).map { link in
            let area = unsafe Rectangle(x1: link.left, y1: link.top, x2: link.right, y2: link.bottom)
            return transform(area, unsafe String(copying: link.address) ?? "")
        }
    }

    /// Elements of the structure tree, in its order, parents before their children. None where the document isn't tagged.
    package func elements<Value>(_ transform: (DrawnElement) -> Value) -> [Value] {
        unsafe array(pannier_contents_elements).map { unsafe transform(DrawnElement($0)) }
    }

    /// The elements that own the page's contents, in the order of the tree.
    package var contentOwners: [Int] { unsafe array(pannier_contents_owners).map(Int.init) }

    private func array<Element>(
        _ getter: (OpaquePointer, UnsafeMutablePointer<Int>) -> UnsafePointer<Element>?
    ) -> UnsafeBufferPointer<Element> {
        var count = 0
        let start = unsafe getter(contents, &count)
        return unsafe UnsafeBufferPointer(start: start, count: start == nil ? 0 : count)
    }
}

extension Rectangle {
    fileprivate init(x1: Float, y1: Float, x2: Float, y2: Float) {
        self.init(x1: Double(x1), y1: Double(y1), x2: Double(x2), y2: Double(y2))
    }
}
