// SPDX-License-Identifier: GPL-3.0-or-later

/// An image as an object of a PDF: its dictionary and its compressed pixels.
package struct ImageObject {
    /// What stands between `obj` and `endobj`.
    package let body: [UInt8]

    init(_ frame: ImageFrame, _ dictionary: String, _ data: [UnsafeRawBufferPointer]) {
        let length = data.reduce(0) { $0 + $1.count }
        let size = "/Width \(frame.width) /Height \(frame.height)"
        let head = "<< /Type /XObject /Subtype /Image \(size) \(dictionary) /Length \(length) >>\nstream\n"
        var body = Array(head.utf8)
        body.reserveCapacity(body.count + length + 16)
        for part in data { body.append(contentsOf: part) }
        self.body = body + Array("\nendstream".utf8)
    }
}
