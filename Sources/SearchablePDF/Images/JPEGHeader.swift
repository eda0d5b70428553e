// SPDX-License-Identifier: GPL-3.0-or-later

/// The segments of a JPEG file up to its first scan (ITU-T T.81, annex B).
struct JPEGHeader {
    private(set) var frame: ImageFrame
    private(set) var components = 0
    private var hasAdobeMarker = false

    /// - Throws: `ImageError`.
    init(_ bytes: UnsafeRawBufferPointer) throws {
        frame = ImageFrame(width: 0, height: 0)
        let reader = ImageBytes(bytes: bytes)
        var offset = 2
        while let marker = reader.byte(offset + 1), let length = reader.uint16(offset + 2), length >= 2,
            reader.byte(offset) == 0xFF
        {
            if marker == 0xFF {
                offset += 1
                continue
            }
            guard let body = reader.part(offset + 4, length - 2) else { break }
            try take(marker, ImageBytes(bytes: body))
            offset += 2 + length
            if marker == 0xDA {
                try requireWhole(reader, from: offset)
                return
            }
        }
        throw ImageError.corrupt("ends before its pixels")
    }

    private mutating func take(_ marker: Int, _ body: ImageBytes) throws {
        switch marker {
        case 0xC0, 0xC1, 0xC2: try takeFrame(body)
        case 0xC3, 0xC5...0xC7, 0xC9...0xCB, 0xCD...0xCF:
            throw ImageError.unsupported("is stored in a way of JPEG that is not read here")
        case 0xE0 where body.has("JFIF\0", at: 0): frame.density = frame.density ?? Self.density(body)
        case 0xE1 where body.has("Exif\0\0", at: 0): takeEXIF(body)
        case 0xEE where body.has("Adobe", at: 0): hasAdobeMarker = true
        default: break
        }
    }

    private mutating func takeFrame(_ body: ImageBytes) throws {
        guard let bits = body.byte(0), let height = body.uint16(1), let width = body.uint16(3),
            let count = body.byte(5),
            width > 0, height > 0, [1, 3, 4].contains(count)
        else { throw ImageError.corrupt("has a header that no JPEG has") }
        guard bits == 8 else { throw ImageError.unsupported("has \(bits) bits a sample; 8 are read") }
        frame.width = width
        frame.height = height
        components = count
    }

    private mutating func takeEXIF(_ body: ImageBytes) {
        guard let bytes = body.part(6, body.count - 6), let header = TIFFDirectory.header(bytes),
            let directory = TIFFDirectory(header, at: header.first)
        else { return }
        frame.orientation = directory.orientation ?? 1
        // Cameras write 72 for "not known".
        if let density = directory.density, density.x != 72 { frame.density = density }
    }

    private static func density(_ body: ImageBytes) -> ImageFrame.Density? {
        guard let unit = body.byte(7), let x = body.uint16(8), let y = body.uint16(10) else { return nil }
        switch unit {
        case 1: return ImageFrame.Density(Double(x), Double(y))
        case 2: return ImageFrame.Density(Double(x) * 2.54, Double(y) * 2.54)
        default: return nil
        }
    }

    /// Other things may follow the end of the image.
    private func requireWhole(_ reader: ImageBytes, from start: Int) throws {
        guard components > 0 else { throw ImageError.corrupt("has no frame header") }
        var offset = reader.count - 2
        while offset >= start {
            if reader.bytes[offset] == 0xFF, reader.bytes[offset + 1] == 0xD9 { return }
            offset -= 1
        }
        throw ImageError.corrupt("ends too early")
    }

    /// The image's dictionary, but for its length. Adobe's programs store inks inverted.
    var dictionary: String {
        let space = components == 1 ? "/DeviceGray" : components == 3 ? "/DeviceRGB" : "/DeviceCMYK"
        let decode = components == 4 && hasAdobeMarker ? " /Decode [1 0 1 0 1 0 1 0]" : ""
        return "/ColorSpace \(space) /BitsPerComponent 8 /Filter /DCTDecode\(decode)"
    }
}
