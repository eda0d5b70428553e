// SPDX-License-Identifier: GPL-3.0-or-later

import Glibc

/// What a compound file ([MS-CFB]) says that it holds: a small file system, whose folder is a chain of sectors.
struct CompoundFile {
    private struct Stream {
        var name: String
        var firstSector: UInt32
        /// In bytes.
        var length: UInt32
    }

    private static let signature: [UInt8] = [0xD0, 0xCF, 0x11, 0xE0]
    private static let headerLength = 512
    /// Bytes of one folder entry.
    private static let entryLength = 128
    private static let namedInHeader = 109
    /// 2.2: shorter streams lie in pieces of 64 bytes in a stream of their own, that of the folder's first entry.
    private static let shortest: UInt32 = 4096
    private static let pieceLength = 64
    /// Of a chain, which may go round in a circle.
    private static let mostSectors = 256
    /// No sector number is larger.
    private static let lastSector: UInt32 = 0xFFFF_FFFA

    private let document: Int32
    private let header: ByteFields
    private let sectorLength: Int
    private var streams: [Stream] = []

    /// Nil for other kinds of files.
    init?(document: Int32) {
        self.document = document
        let head = Self.read(document, at: 0, count: Self.headerLength)
        guard head.starts(with: Self.signature) else { return nil }
        // 2.2: the sector's size at 30, the folder's first sector at 48.
        header = ByteFields(head)
        sectorLength = 1 << min(max(header.short(at: 30), 7), 12)
        var next = header.long(at: 48)
        for _ in 0..<Self.mostSectors where next <= Self.lastSector {
            let sector = read(sector: next, count: sectorLength)
            streams += Self.streams(in: sector)
            next = follower(of: next)
        }
    }

    func holds(_ name: String) -> Bool { streams.contains { $0.name == name } }

    /// The first bytes of a stream, not more than a sector of it; none where there is no such stream.
    func head(of name: String, _ count: Int) -> [UInt8] {
        guard let stream = streams.first(where: { $0.name == name }) else { return [] }
        let most = min(count, sectorLength, Int(stream.length))
        guard stream.length < Self.shortest else { return read(sector: stream.firstSector, count: most) }
        let (steps, place) = (Int(stream.firstSector) * Self.pieceLength).quotientAndRemainder(dividingBy: sectorLength)
        guard let sector = streams.first.flatMap({ self.sector($0.firstSector, after: steps) }) else { return [] }
        return read(at: (Int(sector) + 1) * sectorLength + place, count: min(most, Self.pieceLength))
    }

    private func sector(_ first: UInt32, after steps: Int) -> UInt32? {
        guard steps < Self.mostSectors else { return nil }
        var sector = first
        for _ in 0..<steps where sector <= Self.lastSector { sector = follower(of: sector) }
        return sector <= Self.lastSector ? sector : nil
    }

    /// 2.3: the table of followers lies in sectors of its own.
    private func follower(of sector: UInt32) -> UInt32 {
        let table = tableSector(Int(sector) / perSector)
        return table <= Self.lastSector ? entry(Int(sector) % perSector, of: table) : .max
    }

    /// 2.5: the header names the first 109 sectors of the table; those that name the rest are a chain by their last entries.
    private func tableSector(_ number: Int) -> UInt32 {
        guard number >= Self.namedInHeader else { return header.long(at: 76 + 4 * number) }
        let (link, place) = (number - Self.namedInHeader).quotientAndRemainder(dividingBy: perSector - 1)
        guard link < Self.mostSectors else { return .max }
        var sector = header.long(at: 68)
        for _ in 0..<link where sector <= Self.lastSector { sector = entry(perSector - 1, of: sector) }
        return sector <= Self.lastSector ? entry(place, of: sector) : .max
    }

    private func entry(_ number: Int, of sector: UInt32) -> UInt32 {
        ByteFields(read(at: (Int(sector) + 1) * sectorLength + 4 * number, count: 4)).long(at: 0)
    }

    private var perSector: Int { sectorLength / 4 }

    /// 2.6.1: the name in UTF-16 and its length in bytes, NUL included, at 64; the first sector at 116; the length at
    /// 120.
    private static func streams(in sector: [UInt8]) -> [Stream] {
        stride(from: 0, to: sector.count - entryLength + 1, by: entryLength).map { start in
            let entry = ByteFields(Array(sector[start..<start + entryLength]))
            let length = max(0, min(entry.short(at: 64), 64) / 2 - 1)
            let units = (0..<length).map { UInt16(entry.short(at: 2 * $0)) }
            return Stream(
                name: String(decoding: units, as: UTF16.self),
                firstSector: entry.long(at: 116),
                length: entry.long(at: 120)
            )
        }
    }

    private func read(sector: UInt32, count: Int) -> [UInt8] {
        read(at: (Int(sector) + 1) * sectorLength, count: count)
    }

    private func read(at place: Int, count: Int) -> [UInt8] { Self.read(document, at: place, count: count) }

    private static func read(_ document: Int32, at place: Int, count: Int) -> [UInt8] {
        [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
            filled = max(0, pread(document, buffer.baseAddress, count, off_t(place)))
        }
    }
}
