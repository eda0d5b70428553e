// SPDX-License-Identifier: GPL-3.0-or-later

import Glibc
import Spool

/// Finds one page in the text of a whole document, where form feeds stand between pages.
struct TextPages {
    private static let pieceSize = 256 << 10

    let file: File
    /// How many pages the job selected; nil where nobody says. The last ends with the file: what was text already may
    /// hold form feeds of its own.
    let count: Int?

    /// The page's bytes in the file; nil where there are fewer pages.
    /// - Parameter index: counted from 0, among the pages that the job selected.
    func range(ofPage index: Int) throws -> Range<Int64>? {
        if let count, index >= count { return nil }
        let isLast = index + 1 == count
        let size = try file.info().bytes
        var feeds = 0
        var start: Int64 = 0
        var offset: Int64 = 0
        while case let piece = try bytes(at: offset), !piece.isEmpty {
            for (position, byte) in piece.enumerated() where byte == UInt8(ascii: "\u{0C}") {
                let end = offset + Int64(position)
                if feeds == index { return start..<(isLast ? size : end) }
                feeds += 1
                start = end + 1
            }
            offset += Int64(piece.count)
        }
        return feeds == index ? start..<offset : nil
    }

    private func bytes(at offset: Int64) throws -> [UInt8] {
        var count = 0
        let piece = [UInt8](unsafeUninitializedCapacity: Self.pieceSize) { buffer, filled in
            count = pread(file.descriptor, buffer.baseAddress, buffer.count, off_t(offset))
            filled = max(0, count)
        }
        guard count >= 0 else { throw SpoolError("read", "a result", code: errno) }
        return piece
    }
}
