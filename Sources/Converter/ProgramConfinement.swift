// SPDX-License-Identifier: GPL-3.0-or-later

import CLinux
import Conversion
import Glibc

/// What an external converter is kept to, as far as a program that is started by exec can be: the kernel's limits, no
/// capabilities, only the files that it needs (Landlock), no network and no meddling with others (seccomp).
struct ProgramConfinement {
    /// What programs and their libraries read everywhere. What is missing here is left out.
    private static let system = [
        "/usr", "/lib", "/lib64", "/bin", "/etc/fonts", "/etc/ld.so.cache", "/etc/localtime",
        "/etc/alternatives", "/etc/ssl/openssl.cnf", "/var/cache/fontconfig", "/opt",
        "/dev/urandom", "/dev/zero", "/proc/cpuinfo", "/proc/meminfo", "/proc/self", "/sys/devices/system/cpu",
    ]
    private static let openFiles: UInt64 = 1024

    // linux/landlock.h
    private static let execute: UInt64 = 1 << 0
    private static let writeFile: UInt64 = 1 << 1
    private static let readFile: UInt64 = 1 << 2
    private static let readFolder: UInt64 = 1 << 3
    private static let makeDevices: UInt64 = 1 << 6 | 1 << 11
    private static let makeSocket: UInt64 = 1 << 9
    private static let controlDevice: UInt64 = 1 << 15

    private let run: ExternalRun
    private let path: String

    /// - Parameter path: the run's own folder.
    init(_ run: ExternalRun, path: String) {
        self.run = run
        self.path = path
    }

    func apply() throws {
        pannier_drop_capabilities()
        guard pannier_no_new_privileges() == 0 else { throw SystemError("prctl(PR_SET_NO_NEW_PRIVS)") }
        try restrictFiles()
        try ProgramFilter.load(mayFork: run.converter.processes > 1)
        // Last: libseccomp and the rules need some memory and descriptors themselves.
        try ResourceLimits.apply(programLimits)
    }

    private var programLimits: Limits {
        Limits(
            addressSpace: run.converter.memory,
            processorSeconds: UInt64(run.converter.seconds.rounded(.up)) * 4,
            fileSize: run.outputBytes,
            openFiles: Self.openFiles
        )
    }

    private func restrictFiles() throws {
        let version = Int(pannier_landlock_version())
        // The worker says at its start how children are confined here.
        guard version > 0 else { return }
        let known = Self.rights(version)
        let rules = pannier_landlock_rules(known, version >= 4 ? 0b11 : 0, version >= 6 ? 0b11 : 0)
        guard rules >= 0 else { throw SystemError("landlock_create_ruleset") }
        defer { close(rules) }
        let reading = Self.execute | Self.readFile | Self.readFolder
        for path in Self.system + run.converter.reads { try Self.allow(reading & known, on: path, in: rules) }
        if let prefix = run.converter.socketPrefix {
            try Self.allow(Self.makeSocket & known, on: StaleSockets(prefix).folder, in: rules)
        }
        let devices: UInt64 = Self.readFile | Self.writeFile
        try Self.allow(devices & known, on: "/dev/null", in: rules)
        let own = known & ~(Self.makeDevices | Self.execute | Self.controlDevice)
        try Self.allow(own, on: path, in: rules)
        guard pannier_landlock_enforce(rules) == 0 else { throw SystemError("landlock_restrict_self") }
    }

    private static func rights(_ version: Int) -> UInt64 {
        let count =
            switch version {
            case 1: 13
            case 2: 14
            case 3, 4: 15
            default: 16
            }
        return 1 << count - 1
    }

    /// A file has no rights of a folder.
    private static func allow(_ rights: UInt64, on path: String, in rules: Int32) throws {
        let entry = open(path, O_PATH | O_CLOEXEC)
        guard entry >= 0 else { return }
        defer { close(entry) }
        var facts = stat()
        guard fstat(entry, &facts) == 0 else { return }
        let forFiles = Self.execute | Self.writeFile | Self.readFile
        let granted = facts.st_mode & S_IFMT == S_IFDIR ? rights : rights & forFiles
        guard pannier_landlock_allow(rules, granted, entry) == 0 else {
            throw SystemError("landlock_add_rule(\(path))")
        }
    }
}
