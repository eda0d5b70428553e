// SPDX-License-Identifier: GPL-3.0-or-later

import Glibc
import NIOCore
import Spool

extension File {
    /// Reads into a buffer at once; a file that ends too early is an error, since its length has been promised.
    func readBuffer(at offset: Int64, count: Int) throws -> ByteBuffer {
        var buffer = ByteBuffer()
        while buffer.readableBytes < count {
            let got = buffer.writeWithUnsafeMutableBytes(minimumWritableBytes: count - buffer.readableBytes) { bytes in
                let rest = count - buffer.readableBytes
                return max(0, pread(descriptor, bytes.baseAddress, rest, off_t(offset) + rest))
            }
            if got == 0 { break }
        }
        return buffer
    }
}
