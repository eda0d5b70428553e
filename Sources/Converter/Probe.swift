// SPDX-License-Identifier: GPL-3.0-or-later

import CLinux
import Conversion
import FoundationEssentials
import Glibc

/// What `--probe` prints: the engine's versions, and what the kernel offers to confine a child with.
struct Probe: Encodable {
    var versions: [String: String]
    /// Landlock's version; absent where the kernel has none.
    var landlock: Int?
    /// Why it has none.
    var landlockMissing: String?
    var seccomp: Bool

    static func now() -> Probe {
        let landlock = pannier_landlock_version()
        let reason = landlock < 0 ? reason(errno) : nil
        return Probe(
            versions: Engine.versions.versions,
            landlock: landlock < 0 ? nil : Int(landlock),
            landlockMissing: reason,
            seccomp: pannier_seccomp_available() == 0
        )
    }

    /// One line.
    func json() throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(self), as: UTF8.self)
    }

    private static func reason(_ code: Int32) -> String {
        switch code {
        case ENOSYS: "not built into this kernel"
        case EOPNOTSUPP: "switched off at boot"
        default: String(cString: strerror(code))
        }
    }
}
