// SPDX-License-Identifier: GPL-3.0-or-later

import CLinux
import Glibc

/// Landlock: which files this process reaches from now on. Of the rights named here it denies each that the running kernel
/// knows, but for those that are granted.
struct Landlock: Sendable {
    /// Binding and connecting of TCP sockets, since version 4.
    private static let network: UInt64 = 0b11
    /// Abstract UNIX sockets of others and signals to others, since version 6.
    private static let scopes: UInt64 = 0b11

    let version: Int

    /// Whether it keeps this process's signals to itself and to those that it starts.
    var scopesSignals: Bool { version >= 6 }

    /// Whether a file can be cut short only where that is granted.
    var coversTruncation: Bool { version >= 3 }

    /// - Parameter newest: no later version is used, though the kernel may have it.
    /// - Throws: `LandlockMissing`.
    init(upTo newest: Int = .max) throws {
        let version = Int(pannier_landlock_version())
        guard version > 0 else { throw LandlockMissing(code: errno) }
        self.version = min(version, newest)
    }

    /// Holds for this process and for good.
    func restrict(granting folders: [FolderGrant], _ paths: [PathGrant]) throws {
        let known = FileRights(knownTo: version)
        let rules = pannier_landlock_create(
            known.rawValue,
            version >= 4 ? Self.network : 0,
            scopesSignals ? Self.scopes : 0
        )
        guard rules >= 0 else { throw SystemError("landlock_create_ruleset") }
        defer { close(rules) }
        let grant = { (rights: FileRights, entry: Int32) in
            guard pannier_landlock_grant(rules, rights.intersection(known).rawValue, entry) == 0 else {
                throw SystemError("landlock_add_rule")
            }
        }
        for path in paths { try path.add(grant) }
        for folder in folders { try grant(folder.rights, folder.descriptor) }
        guard pannier_landlock_restrict(rules) == 0 else { throw SystemError("landlock_restrict_self") }
    }
}

/// The kernel has no Landlock for us.
struct LandlockMissing: Error, CustomStringConvertible {
    let code: Int32

    var description: String {
        switch code {
        case ENOSYS: "Landlock is not built into this kernel, or the container's profile hides it"
        case EOPNOTSUPP: "Landlock is switched off at the start of this kernel"
        default: "Landlock can't be used: \(String(cString: strerror(code)))"
        }
    }
}
