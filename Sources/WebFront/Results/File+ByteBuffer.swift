// SPDX-License-Identifier: GPL-3.0-or-later

import Glibc
import NIOCore
import Spool

extension File {
    /// Reads into a buffer at once; a file that ends too early is an error, since its length has been promised.
    func readBuffer(at offset: Int64, count: Int) throws -> ByteBuffer {
        var buffer = ByteBuffer()
        while buffer.readableBytes < count {
            let have = buffer.readableBytes
            let got = buffer.writeWithUnsafeMutableBytes(minimumWritableBytes: count - have) { bytes in
                max(0, pread(descriptor, bytes.baseAddress, count - have, off_t(offset) + have))
            }
            if got == 0 { throw SpoolError("read", "a result", code: EIO) }
        }
        return buffer
    }
}
