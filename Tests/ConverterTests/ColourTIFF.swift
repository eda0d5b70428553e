// SPDX-License-Identifier: GPL-3.0-or-later

/// A picture of three colours a pixel in one strip: black in its top left quarter, white elsewhere.
enum ColourTIFF {
    static let width = 40
    static let height = 20

    static func file(orientation: Int) -> [UInt8] {
        let entries: [(tag: Int, value: Int)] = [
            (256, width), (257, height), (258, 8), (259, 1), (262, 2), (273, 8), (274, orientation), (277, 3),
            (278, height), (279, width * height * 3),
        ]
        let pixels = (0..<height).flatMap { y in
            (0..<width).flatMap { x in Array(repeating: x < width / 2 && y < height / 2 ? UInt8(0) : 255, count: 3) }
        }
        var bytes: [UInt8] = [0x49, 0x49, 42, 0] + long(8 + pixels.count) + pixels
        bytes += short(entries.count)
        for entry in entries { bytes += short(entry.tag) + short(4) + long(1) + long(entry.value) }
        return bytes + long(0)
    }

    private static func short(_ number: Int) -> [UInt8] { [UInt8(number & 0xFF), UInt8(number >> 8)] }
    private static func long(_ number: Int) -> [UInt8] { short(number & 0xFFFF) + short(number >> 16) }
}
