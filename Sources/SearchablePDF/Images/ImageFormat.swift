// SPDX-License-Identifier: GPL-3.0-or-later

/// A kind of image file, told by its first bytes.
package enum ImageFormat: String, Sendable, CaseIterable {
    case png = "image/png"
    case jpeg = "image/jpeg"
    case tiff = "image/tiff"
    case webp = "image/webp"

    package var mediaType: String { rawValue }

    /// Nil where they are none of these.
    package init?(_ bytes: UnsafeRawBufferPointer) {
        let head = ImageBytes(bytes: bytes)
        if head.uint32(0) == 0x8950_4E47, head.uint32(4) == 0x0D0A_1A0A {
            self = .png
        } else if head.uint16(0) == 0xFFD8, head.byte(2) == 0xFF {
            self = .jpeg
        } else if TIFFDirectory.header(bytes) != nil {
            self = .tiff
        } else if head.has("RIFF", at: 0), head.has("WEBP", at: 8) {
            self = .webp
        } else {
            return nil
        }
    }
}
