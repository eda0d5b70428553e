// SPDX-License-Identifier: GPL-3.0-or-later

import CTesseract
import Glibc

/// Bytes that leptonica has made.
@safe
package struct EncodedPicture: ~Copyable {
    private let start: UnsafeMutablePointer<l_uint8>
    private let count: Int

    init(_ encode: (inout UnsafeMutablePointer<l_uint8>?, inout Int) -> l_int32) throws {
        var start: UnsafeMutablePointer<l_uint8>?
        var count = 0
        let status = unsafe encode(&start, &count)
        guard status == 0, let start = unsafe start else {
            unsafe free(start)
            throw RecognitionError.memory
        }
        unsafe self.start = start
        self.count = count
    }

    deinit { unsafe free(start) }

    package func withBytes<Result>(_ body: (UnsafeRawBufferPointer) throws -> Result) rethrows -> Result {
        try unsafe body(UnsafeRawBufferPointer(start: start, count: count))
    }

    /// Packs bytes with Flate, as zlib wraps it.
    package static func flate(_ bytes: [UInt8]) throws -> [UInt8] {
        var count = 0
        guard let packed = unsafe zlibCompress(bytes, bytes.count, &count) else { throw RecognitionError.memory }
        defer { unsafe free(packed) }
        return unsafe Array(UnsafeBufferPointer(start: packed, count: count))
    }
}
