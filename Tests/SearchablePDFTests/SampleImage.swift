// SPDX-License-Identifier: GPL-3.0-or-later

/// The headers of image files; their pixels are nonsense.
enum SampleImage {
    static func png(width: UInt32, height: UInt32, dotsPerMetre: UInt32? = nil) -> [UInt8] {
        var bytes: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]
        bytes += chunk("IHDR", big(width) + big(height) + [8, 0, 0, 0, 0])
        if let dotsPerMetre { bytes += chunk("pHYs", big(dotsPerMetre) + big(dotsPerMetre) + [1]) }
        return bytes + chunk("IDAT", [1, 2, 3]) + chunk("IEND", [])
    }

    /// - Parameter dotsPerInch: as JFIF has it.
    static func jpeg(width: UInt16, height: UInt16, orientation: UInt8 = 1, dotsPerInch: UInt16 = 0) -> [UInt8] {
        let density =
            Array("JFIF\0".utf8) + [1, 1, dotsPerInch > 0 ? 1 : 0] + big(dotsPerInch) + big(dotsPerInch) + [0, 0]
        let exif: [UInt8] =
            Array("Exif\0\0MM\0*".utf8) + [0, 0, 0, 8, 0, 1, 1, 18, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0]
        let frame = [8] + big(height) + big(width) + [1, 1, 0x11, 0]
        return [0xFF, 0xD8] + segment(0xE0, density) + segment(0xE1, exif + [0, 0, 0, 0]) + segment(0xC0, frame)
            + segment(0xDA, [1, 1, 0, 0, 63, 0]) + [5, 5, 5, 0xFF, 0xD9]
    }

    /// Little-endian, a directory behind the other.
    /// - Parameter more: a further entry of each directory, by its tag.
    static func tiff(
        _ sizes: [(width: UInt8, height: UInt8)],
        more: (tag: UInt16, value: UInt8) = (266, 1),
        loops: Bool = false
    ) -> [UInt8] {
        var bytes: [UInt8] = [0x49, 0x49, 42, 0, 8, 0, 0, 0]
        for (index, size) in sizes.enumerated() {
            let isLast = index == sizes.count - 1
            let next = isLast ? (loops ? 8 : 0) : UInt8(bytes.count + 42)
            bytes += [3, 0] + entry(256, size.width) + entry(257, size.height) + entry(more.tag, more.value)
            bytes += [next, 0, 0, 0]
        }
        return bytes
    }

    private static func entry(_ tag: UInt16, _ value: UInt8) -> [UInt8] {
        [UInt8(tag & 0xFF), UInt8(tag >> 8), 3, 0, 1, 0, 0, 0, value, 0, 0, 0]
    }

    private static func chunk(_ name: String, _ body: [UInt8]) -> [UInt8] {
        big(UInt32(body.count)) + Array(name.utf8) + body + [0, 0, 0, 0]
    }

    private static func segment(_ marker: UInt8, _ body: [UInt8]) -> [UInt8] {
        [0xFF, marker] + big(UInt16(body.count + 2)) + body
    }

    private static func big(_ number: UInt32) -> [UInt8] { (0..<4).map { UInt8(number >> (24 - 8 * $0) & 0xFF) } }
    private static func big(_ number: UInt16) -> [UInt8] { [UInt8(number >> 8), UInt8(number & 0xFF)] }
}
