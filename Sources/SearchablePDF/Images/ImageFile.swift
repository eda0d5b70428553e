// SPDX-License-Identifier: GPL-3.0-or-later

/// An image file by its headers: which pages it has, and whether a PDF can hold them as they are stored.
package struct ImageFile {
    package let format: ImageFormat
    package let frames: [ImageFrame]
    /// The file; its owner keeps it.
    package let bytes: UnsafeRawBufferPointer

    /// - Parameter limit: of pages.
    /// - Throws: `ImageError`.
    package init(_ format: ImageFormat, _ bytes: UnsafeRawBufferPointer, limit: Int) throws {
        self.format = format
        self.bytes = bytes
        frames =
            switch format {
            case .png: [try PNGHeader(bytes).frame]
            case .jpeg: [try JPEGHeader(bytes).frame]
            case .tiff: try TIFFDirectory.frames(bytes, limit: limit)
            case .webp: [try WebPHeader.frame(bytes)]
            }
    }

    /// A TIFF file with one of its pictures as it is stored, not as it is shown; nil where that is the same. Not every
    /// decoder turns every kind of picture the right way.
    package func unturned(_ frame: ImageFrame) -> [UInt8]? {
        TIFFDirectory.header(bytes).flatMap { TIFFDirectory($0, at: frame.offset) }?.unturned
    }

    /// The image object with the file's own compressed pixels, or nil where they must be decoded first.
    package func storedImage() throws -> ImageObject? {
        switch format {
        case .jpeg:
            let header = try JPEGHeader(bytes)
            return ImageObject(header.frame, header.dictionary, [bytes])
        case .png: return try Self.storedImage(png: bytes)
        case .tiff, .webp: return nil
        }
    }

    /// The image object of a PNG file, or nil where it is interlaced or transparent.
    package static func storedImage(png bytes: UnsafeRawBufferPointer) throws -> ImageObject? {
        let header = try PNGHeader(bytes)
        return header.isEmbeddable ? ImageObject(header.frame, header.dictionary, header.data) : nil
    }

    /// The image object of a TIFF file in memory with one black and white page in one strip, packed as faxes are.
    package static func faxImage(tiff bytes: UnsafeRawBufferPointer) throws -> ImageObject? {
        guard let header = TIFFDirectory.header(bytes), let directory = TIFFDirectory(header, at: header.first),
            let frame = try TIFFDirectory.frames(bytes, limit: 1).first, let strip = directory.strip
        else { return nil }
        let dictionary =
            "/ColorSpace /DeviceGray /BitsPerComponent 1 /Filter /CCITTFaxDecode "
            + "/DecodeParms << /K -1 /Columns \(frame.width) /Rows \(frame.height) >>"
        return ImageObject(frame, dictionary, [strip])
    }
}
