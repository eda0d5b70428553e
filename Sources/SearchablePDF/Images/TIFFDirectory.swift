// SPDX-License-Identifier: GPL-3.0-or-later

/// A directory of a TIFF file (TIFF 6.0, section 2) or a BigTIFF file; EXIF is one too.
struct TIFFDirectory {
    private enum Tag {
        static let subfileType = 254
        static let width = 256
        static let height = 257
        static let bitsPerSample = 258
        static let stripOffsets = 273
        static let orientation = 274
        static let stripByteCounts = 279
        static let xResolution = 282
        static let yResolution = 283
        static let resolutionUnit = 296
        static let tileWidth = 322
        static let sampleFormat = 339
    }

    struct Header {
        let bytes: ImageBytes
        let isBig: Bool
        /// Of the first directory.
        let first: Int
    }

    private let header: Header
    private let entries: Int
    private let count: Int
    /// Of the next directory; 0 where this is the last one.
    let next: Int

    static func header(_ bytes: UnsafeRawBufferPointer) -> Header? {
        var reader = ImageBytes(bytes: bytes)
        switch reader.uint16(0) {
        case 0x4949: reader.isBigEndian = false
        case 0x4D4D: break
        default: return nil
        }
        switch reader.uint16(2) {
        case 42: return reader.uint32(4).map { Header(bytes: reader, isBig: false, first: $0) }
        case 43 where reader.uint16(4) == 8:
            return reader.uint64(8).map { Header(bytes: reader, isBig: true, first: $0) }
        default: return nil
        }
    }

    /// Nil where it isn't all there.
    init?(_ header: Header, at offset: Int) {
        let bytes = header.bytes
        guard let count = header.isBig ? bytes.uint64(offset) : bytes.uint16(offset), count <= 65_535 else {
            return nil
        }
        entries = offset + (header.isBig ? 8 : 2)
        let end = entries + count * (header.isBig ? 20 : 12)
        guard let next = header.isBig ? bytes.uint64(end) : bytes.uint32(end) else { return nil }
        self.header = header
        self.count = count
        self.next = next
    }

    /// Every page. Reduced copies of another page are none.
    static func frames(_ bytes: UnsafeRawBufferPointer, limit: Int) throws -> [ImageFrame] {
        guard let header = header(bytes) else { throw ImageError.corrupt("has no header") }
        var frames: [ImageFrame] = []
        var seen: Set<Int> = []
        var offset = header.first
        while offset != 0, seen.insert(offset).inserted {
            guard let directory = TIFFDirectory(header, at: offset) else {
                throw ImageError.corrupt("ends before the directory of its page \(frames.count + 1)")
            }
            if !directory.isReducedCopy || frames.isEmpty {
                guard frames.count < limit else { throw ImageError.tooManyPages }
                frames.append(try directory.frame(at: offset))
            }
            offset = directory.next
        }
        guard !frames.isEmpty else { throw ImageError.corrupt("has no pages") }
        return frames
    }

    /// One bit of several: another says that a page is one of many.
    private var isReducedCopy: Bool { (number(Tag.subfileType) ?? 0) & 1 != 0 }

    private func frame(at offset: Int) throws -> ImageFrame {
        guard let width = number(Tag.width), let height = number(Tag.height), width > 0, height > 0 else {
            throw ImageError.corrupt("says nothing of its size")
        }
        guard entry(Tag.tileWidth) == nil else {
            throw ImageError.unsupported("is stored in tiles; write it in strips (tiffcp -s) and send it again")
        }
        try requireSamples()
        var frame = ImageFrame(width: width, height: height)
        frame.density = density
        frame.offset = offset
        frame.orientation = orientation ?? 1
        return frame
    }

    /// Measurements are stored as fractions or with a sign: what of them is black and what white, no header says.
    private func requireSamples() throws {
        guard (first(Tag.sampleFormat) ?? 1) == 1 else {
            throw ImageError.unsupported(
                "has samples with fractions or a sign; convert it to 8 bits a sample and send it again"
            )
        }
        guard case let bits = first(Tag.bitsPerSample) ?? 1, ![1, 2, 4, 8, 16].contains(bits) else { return }
        throw ImageError.unsupported("has \(bits) bits a sample; convert it to 8 and send it again")
    }

    var orientation: Int? { number(Tag.orientation).flatMap { (1...8).contains($0) ? $0 : nil } }

    /// The file, but that the picture is shown as it is stored; nil where it is anyway.
    var unturned: [UInt8]? {
        guard let orientation, orientation > 1, let place = place(of: Tag.orientation) else { return nil }
        var copy = Array(header.bytes.bytes)
        for index in place { copy[index] = 0 }
        copy[header.bytes.isBigEndian ? place.upperBound - 1 : place.lowerBound] = 1
        return copy
    }

    var density: ImageFrame.Density? {
        guard let x = rational(Tag.xResolution), let y = rational(Tag.yResolution) else { return nil }
        switch number(Tag.resolutionUnit) ?? 2 {
        case 2: return ImageFrame.Density(x, y)
        case 3: return ImageFrame.Density(x * 2.54, y * 2.54)
        default: return nil
        }
    }

    /// The one strip that the picture is stored in; nil where there are more.
    var strip: UnsafeRawBufferPointer? {
        guard let offset = number(Tag.stripOffsets), let length = number(Tag.stripByteCounts) else { return nil }
        return header.bytes.part(offset, length)
    }

    private func entry(_ tag: Int) -> Int? {
        let size = header.isBig ? 20 : 12
        return (0..<count).lazy.map { entries + $0 * size }.first { header.bytes.uint16($0) == tag }
    }

    /// A single number of 16, 32 or 64 bits.
    private func number(_ tag: Int) -> Int? {
        place(of: tag).flatMap { header.bytes.number($0.lowerBound, $0.count) }
    }

    /// Where such a number is.
    private func place(of tag: Int) -> Range<Int>? {
        guard let entry = entry(tag) else { return nil }
        let bytes = header.bytes
        guard (header.isBig ? bytes.uint64(entry + 4) : bytes.uint32(entry + 4)) == 1 else { return nil }
        let place = entry + (header.isBig ? 12 : 8)
        return switch bytes.uint16(entry + 2) {
        case 3: place..<place + 2
        case 4: place..<place + 4
        case 16: place..<place + 8
        default: nil
        }
    }

    /// The first of some numbers of 16 bits: one for each sample, and in practice the same.
    private func first(_ tag: Int) -> Int? {
        let bytes = header.bytes
        guard let entry = entry(tag), bytes.uint16(entry + 2) == 3,
            let count = header.isBig ? bytes.uint64(entry + 4) : bytes.uint32(entry + 4), count > 0
        else { return nil }
        let value = entry + (header.isBig ? 12 : 8)
        if count <= (header.isBig ? 4 : 2) { return bytes.uint16(value) }
        return (header.isBig ? bytes.uint64(value) : bytes.uint32(value)).flatMap { bytes.uint16($0) }
    }

    private func rational(_ tag: Int) -> Double? {
        guard let entry = entry(tag), header.bytes.uint16(entry + 2) == 5 else { return nil }
        let place = header.isBig ? entry + 12 : header.bytes.uint32(entry + 8)
        guard let place, let above = header.bytes.uint32(place), let below = header.bytes.uint32(place + 4) else {
            return nil
        }
        return below == 0 ? nil : Double(above) / Double(below)
    }
}
