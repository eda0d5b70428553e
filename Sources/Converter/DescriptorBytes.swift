// SPDX-License-Identifier: GPL-3.0-or-later

import Confinement
import Glibc

/// A file's first bytes by its descriptor, wherever others have read to.
enum DescriptorBytes {
    /// - Parameters:
    ///   - count: how many at the most; fewer where the file ends.
    ///   - name: of the file, for errors.
    static func first(_ count: Int, of descriptor: Int32, _ name: String) throws -> [UInt8] {
        var failure: SystemError?
        let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
            while filled < count {
                let more = pread(descriptor, buffer.baseAddress?.advanced(by: filled), count - filled, off_t(filled))
                if more < 0 && errno == EINTR { continue }
                if more < 0 { failure = SystemError("read(\(name))") }
                guard more > 0 else { return }
                filled += more
            }
        }
        if let failure { throw failure }
        return bytes
    }
}
