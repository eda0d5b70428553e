// SPDX-License-Identifier: GPL-3.0-or-later

import Conversion
import Crypto
import Foundation
import Spool

/// Length and SHA-256 of a file, read once from end to end.
struct Digest: Hashable, Sendable {
    /// Bytes read at a time.
    private static let chunk = 1 << 18

    let bytes: Int64
    /// Lower-case hexadecimal.
    let sha256: String

    /// - Parameters:
    ///   - limit: most bytes; somebody may still make the file longer.
    ///   - look: gets every byte once, in order; what it throws ends the reading.
    /// - Throws: `Failure` where there are more, `SpoolError`.
    init(of file: File, limit: Int = .max, look: ([UInt8]) throws -> Void = { _ in }) throws {
        var hash = SHA256()
        var offset: Int64 = 0
        while true {
            let part = try file.read(at: offset, count: Self.chunk)
            try look(part)
            part.withUnsafeBytes { hash.update(bufferPointer: $0) }
            offset += Int64(part.count)
            guard offset <= limit else {
                throw Failure(.tooLarge, "The file has more than \(limit) bytes (setting max-body).")
            }
            if part.count < Self.chunk { break }
        }
        bytes = offset
        sha256 = Self.hex(hash.finalize())
    }

    private static func hex(_ digest: SHA256.Digest) -> String {
        let digits = Array("0123456789abcdef".utf8)
        return String(decoding: digest.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
    }
}
