// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation

/// A compound file as old office programs write it, with streams by name and hardly anything in them.
enum CompoundFile {
    private static let sectorLength = 512
    private static let endOfChain: UInt32 = 0xFFFF_FFFE
    private static let free: UInt32 = 0xFFFF_FFFF

    /// Its sectors are: the table of followers, the folder's first part, the content of each stream, and the folder's second.
    /// - Parameters:
    ///   - streams: up to seven; all have the same content.
    ///   - isShort: whether they say that they are, and lie in the stream of those.
    static func data(streams: [String], content: [UInt8] = [], isShort: Bool = false) -> Data {
        var header = Data(repeating: 0, count: sectorLength)
        header.replace(at: 0, with: [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1])
        header.replace(at: 24, with: [0x3E, 0, 3, 0, 0xFE, 0xFF, 9, 0, 6, 0])
        header.replace(at: 44, with: [1, 0, 0, 0, 1, 0, 0, 0])
        header.replace(at: 56, with: [0, 0x10, 0, 0])
        header.replace(at: 60, with: bytes(endOfChain, 0, endOfChain, 0, 0))
        header.replace(at: 80, with: Array(repeating: 0xFF, count: 432))
        var table = Data(repeating: 0xFF, count: sectorLength)
        table.replace(at: 0, with: bytes(0xFFFF_FFFD, 3, endOfChain, endOfChain))
        let (sector, length): (UInt32, UInt32) = isShort ? (0, 64) : (2, 4096)
        let root = entry("Root Entry", kind: 5, sector: isShort ? 2 : endOfChain, length: 512)
        let entries = [root] + streams.map { entry($0, kind: 2, sector: sector, length: length) }
        var folder = entries.reduce(Data(), +)
        folder.append(Data(repeating: 0, count: 2 * sectorLength - folder.count))
        var filling = Data(content)
        filling.append(Data(repeating: 0, count: sectorLength - filling.count))
        return header + table + folder.prefix(sectorLength) + filling + folder.suffix(sectorLength)
    }

    private static func entry(_ name: String, kind: UInt8, sector: UInt32, length: UInt32) -> Data {
        var entry = Data(repeating: 0, count: 128)
        entry.replace(at: 0, with: name.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] })
        entry.replace(at: 64, with: [UInt8(2 * name.utf16.count + 2), 0, kind, 1])
        entry.replace(at: 68, with: bytes(free, free, free))
        entry.replace(at: 116, with: bytes(sector, length))
        return entry
    }

    private static func bytes(_ numbers: UInt32...) -> [UInt8] {
        numbers.flatMap { number in (0..<4).map { UInt8(truncatingIfNeeded: number >> (8 * $0)) } }
    }
}

extension Data {
    fileprivate mutating func replace(at place: Int, with bytes: [UInt8]) {
        replaceSubrange(place..<place + bytes.count, with: bytes)
    }
}
