// SPDX-License-Identifier: GPL-3.0-or-later

import Glibc

/// The layout of one SCM_RIGHTS control message (cmsg(3)), whose macros Swift does not see: a `cmsghdr`, then the
/// descriptors.
enum DescriptorMessage {
    private static let headerSize = MemoryLayout<cmsghdr>.size

    static func space(for count: Int) -> Int {
        let alignment = MemoryLayout<Int>.alignment
        return headerSize + (count * MemoryLayout<Int32>.size + alignment - 1) / alignment * alignment
    }

    static func bytes(carrying descriptors: [Int32]) -> [UInt8] {
        guard !descriptors.isEmpty else { return [] }
        var header = cmsghdr()
        header.cmsg_len = headerSize + descriptors.count * MemoryLayout<Int32>.size
        header.cmsg_level = SOL_SOCKET
        header.cmsg_type = Int32(SCM_RIGHTS)
        var bytes = withUnsafeBytes(of: header) { Array($0) }
        bytes += descriptors.withUnsafeBytes { Array($0) }
        return bytes + [UInt8](repeating: 0, count: space(for: descriptors.count) - bytes.count)
    }

    static func descriptors(in bytes: [UInt8]) -> [Int32] {
        guard bytes.count >= headerSize else { return [] }
        return bytes.withUnsafeBytes { raw in
            let header = raw.loadUnaligned(as: cmsghdr.self)
            guard header.cmsg_level == SOL_SOCKET, header.cmsg_type == Int32(SCM_RIGHTS) else { return [] }
            let end = min(Int(header.cmsg_len), raw.count)
            return stride(from: headerSize, to: end, by: MemoryLayout<Int32>.size)
                .map { raw.loadUnaligned(fromByteOffset: $0, as: Int32.self) }
        }
    }
}
