// SPDX-License-Identifier: GPL-3.0-or-later

import CLinux
import Glibc

/// Landlock: which files this process reaches from now on. It denies every right that the running kernel knows, and grants
/// reading of fonts and tables, and what the step needs beneath its own folders.
struct Landlock: Sendable {
    /// What conversion reads by path. Those that are missing here are left out.
    private static let readable = [
        "/etc/fonts", "/usr/share/fonts", "/usr/local/share/fonts", "/usr/share/fontconfig", "/var/cache/fontconfig",
        "/usr/share/poppler", "/usr/share/tesseract-ocr",
    ]
    /// Binding and connecting of TCP sockets, since version 4.
    private static let network: UInt64 = 0b11
    /// Abstract UNIX sockets of others and signals to others, since version 6.
    private static let scopes: UInt64 = 0b11

    let version: Int

    /// - Throws: `LandlockMissing`.
    init() throws {
        version = Int(pannier_landlock_version())
        guard version > 0 else { throw LandlockMissing(code: errno) }
    }

    /// Holds for this process and for good.
    func restrict(granting folders: [FolderGrant]) throws {
        let known = FileRights(knownTo: version)
        let rules = pannier_landlock_create(
            known.rawValue,
            version >= 4 ? Self.network : 0,
            version >= 6 ? Self.scopes : 0
        )
        guard rules >= 0 else { throw SystemError("landlock_create_ruleset") }
        defer { close(rules) }
        for path in Self.readable { try Self.grantReading(path, in: rules) }
        for folder in folders {
            try Self.grant(folder.rights.intersection(known), on: folder.descriptor, in: rules)
        }
        guard pannier_landlock_restrict(rules) == 0 else { throw SystemError("landlock_restrict_self") }
    }

    private static func grantReading(_ path: String, in rules: Int32) throws {
        let folder = open(path, O_PATH | O_DIRECTORY | O_CLOEXEC)
        guard folder >= 0 else { return }
        defer { close(folder) }
        try grant([.readFile, .readFolder], on: folder, in: rules)
    }

    private static func grant(_ rights: FileRights, on folder: Int32, in rules: Int32) throws {
        guard pannier_landlock_grant(rules, rights.rawValue, folder) == 0 else {
            throw SystemError("landlock_add_rule")
        }
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
