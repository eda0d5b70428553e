// SPDX-License-Identifier: GPL-3.0-or-later

/// The chunks of a PNG file that say how its pixels are stored.
struct PNGHeader {
    private(set) var frame: ImageFrame
    let bits: Int
    let colourType: Int
    let isInterlaced: Bool
    private(set) var palette: UnsafeRawBufferPointer?
    private(set) var isTransparent: Bool
    /// The compressed pixels.
    private(set) var data: [UnsafeRawBufferPointer] = []

    /// - Throws: `ImageError`.
    init(_ bytes: UnsafeRawBufferPointer) throws {
        let reader = ImageBytes(bytes: bytes)
        guard reader.has("IHDR", at: 12), let width = reader.uint32(16), let height = reader.uint32(20),
            let bits = reader.byte(24), let colourType = reader.byte(25), let interlace = reader.byte(28),
            (1...0x7FFF_FFFF).contains(width), (1...0x7FFF_FFFF).contains(height),
            [1, 2, 4, 8, 16].contains(bits), [0, 2, 3, 4, 6].contains(colourType)
        else { throw ImageError.corrupt("has a header that no PNG has") }
        frame = ImageFrame(width: width, height: height)
        self.bits = bits
        self.colourType = colourType
        isInterlaced = interlace != 0
        isTransparent = colourType == 4 || colourType == 6
        try readChunks(reader)
    }

    private mutating func readChunks(_ reader: ImageBytes) throws {
        var offset = 8
        while let length = reader.uint32(offset), let body = reader.part(offset + 8, length),
            reader.part(offset + 8 + length, 4) != nil
        {
            let name = offset + 4
            if reader.has("IEND", at: name) { return }
            if reader.has("PLTE", at: name) { palette = body }
            if reader.has("tRNS", at: name) { isTransparent = true }
            if reader.has("IDAT", at: name) { data.append(body) }
            if reader.has("pHYs", at: name) { frame.density = Self.density(ImageBytes(bytes: body)) }
            offset += length + 12
        }
        throw ImageError.corrupt("ends too early")
    }

    /// Dots a metre.
    private static func density(_ body: ImageBytes) -> ImageFrame.Density? {
        guard body.byte(8) == 1, let x = body.uint32(0), let y = body.uint32(4) else { return nil }
        return ImageFrame.Density(Double(x) * 0.0254, Double(y) * 0.0254)
    }

    /// Whether a PDF can hold the compressed pixels as they are.
    var isEmbeddable: Bool { !isInterlaced && !isTransparent && (colourType != 3 || palette != nil) }

    /// The image's dictionary, but for its length (ISO 32000-1, 7.4.4.4 and 8.9.5).
    var dictionary: String {
        let colours = colourType == 2 ? 3 : 1
        return
            "/ColorSpace \(colourSpace) /BitsPerComponent \(bits) /Filter /FlateDecode /DecodeParms << /Predictor 15 "
            + "/Colors \(colours) /BitsPerComponent \(bits) /Columns \(frame.width) >>"
    }

    private var colourSpace: String {
        guard colourType == 3, let palette else { return colourType == 2 ? "/DeviceRGB" : "/DeviceGray" }
        let entries = min(palette.count / 3, 1 << bits)
        return "[/Indexed /DeviceRGB \(entries - 1) <\(HexDigits.text(palette.prefix(entries * 3)))>]"
    }
}
