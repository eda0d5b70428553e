// SPDX-License-Identifier: GPL-3.0-or-later

/// What a folder lies on, as far as it matters here: a share keeps no shared memory for SQLite's WAL and tells inotify
/// nothing of other clients.
package enum FileSystem: Hashable, Sendable, CustomStringConvertible {
    case local
    /// With its name, such as `smb`.
    case network(String)

    /// - Parameter magic: `f_type` of statfs(2); the numbers are those of linux/magic.h.
    init(magic: Int) {
        let shares = [
            0xFF53_4D42: "smb", 0xFE53_4D42: "smb", 0x517B: "smb", 0x6969: "nfs", 0x0102_1997: "9p",
            0x6573_5546: "fuse", 0x6573_5543: "fuse", 0x00C3_6400: "ceph",
        ]
        self = shares[magic & 0xFFFF_FFFF].map(FileSystem.network) ?? .local
    }

    package var isLocal: Bool { self == .local }

    package var description: String {
        switch self {
        case .local: "local"
        case .network(let name): "network share (\(name))"
        }
    }
}
