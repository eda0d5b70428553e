// SPDX-License-Identifier: GPL-3.0-or-later

/// The size of a WebP image (RFC 9649, section 2).
enum WebPHeader {
    /// - Throws: `ImageError`.
    static func frame(_ bytes: UnsafeRawBufferPointer) throws -> ImageFrame {
        let reader = ImageBytes(bytes: bytes, isBigEndian: false)
        guard let length = reader.uint32(4), length <= reader.count - 8 else {
            throw ImageError.corrupt("ends too early")
        }
        guard let (width, height) = size(reader), width > 0, height > 0 else {
            throw ImageError.corrupt("has a header that no WebP has")
        }
        if reader.has("VP8X", at: 12), let flags = reader.byte(20), flags & 2 != 0 {
            throw ImageError.unsupported("moves; only still WebP images are read")
        }
        return ImageFrame(width: width, height: height)
    }

    private static func size(_ reader: ImageBytes) -> (Int, Int)? {
        if reader.has("VP8X", at: 12), let width = reader.uint32(24), let high = reader.uint32(26) {
            return ((width & 0xFF_FFFF) + 1, (high >> 8 & 0xFF_FFFF) + 1)
        }
        if reader.has("VP8L", at: 12), reader.byte(20) == 0x2F, let bits = reader.uint32(21) {
            return ((bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1)
        }
        if reader.has("VP8 ", at: 12), reader.byte(23) == 0x9D,
            let width = reader.uint16(26), let height = reader.uint16(28)
        {
            return (width & 0x3FFF, height & 0x3FFF)
        }
        return nil
    }
}
