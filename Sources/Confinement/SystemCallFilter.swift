// SPDX-License-Identifier: GPL-3.0-or-later

import CLinux
import CSeccomp
import Glibc

/// The filter of system calls as instructions for the kernel. libseccomp takes its time to make them, so that is done
/// once; a child only loads them.
struct SystemCallFilter: Sendable {
    private let instructions: [sock_filter]

    /// What a call comes to that no rule names.
    enum Otherwise {
        case kill, allow

        var action: UInt32 { self == .kill ? pannier_seccomp_kill : pannier_seccomp_allow }
    }

    /// - Throws: `SeccompMissing`.
    init(_ rules: [SystemCallRule], otherwise: Otherwise) throws {
        guard pannier_seccomp_available() == 0 else { throw SeccompMissing(code: errno) }
        guard let draft = seccomp_init(otherwise.action) else { throw SystemError("seccomp_init", code: ENOMEM) }
        defer { seccomp_release(draft) }
        // Calls by the numbers of another architecture (x32, 32 bits).
        try Self.check(seccomp_attr_set(draft, SCMP_FLTATR_ACT_BADARCH, pannier_seccomp_kill), "seccomp_attr_set")
        for rule in rules { try Self.add(rule, to: draft) }
        instructions = try Self.export(draft)
    }

    /// Holds for this process and for good.
    func load() throws {
        let own = UInt32(getpid())
        var program = instructions
        for index in program.indices where program[index].k == SystemCallRule.ownProcess { program[index].k = own }
        guard pannier_seccomp_load(program, UInt16(program.count)) == 0 else { throw SystemError("seccomp") }
    }

    private static func add(_ rule: SystemCallRule, to draft: scmp_filter_ctx) throws {
        guard let number = rule.number else { return }
        let comparisons = rule.conditions.map(\.comparison)
        let code = seccomp_rule_add_array(draft, rule.answer.action, number, UInt32(comparisons.count), comparisons)
        try check(code, "seccomp_rule_add(\(rule.call))")
    }

    private static func export(_ draft: scmp_filter_ctx) throws -> [sock_filter] {
        let file = pannier_memory_file("filter")
        guard file >= 0 else { throw SystemError("memfd_create") }
        defer { close(file) }
        try check(seccomp_export_bpf(draft, file), "seccomp_export_bpf")
        let size = Int(lseek(file, 0, SEEK_END))
        let count = size / MemoryLayout<sock_filter>.size
        return try [sock_filter](unsafeUninitializedCapacity: count) { buffer, filled in
            guard pread(file, buffer.baseAddress, size, 0) == size else { throw SystemError("read the filter") }
            filled = count
        }
    }

    private static func check(_ code: Int32, _ call: String) throws {
        guard code == 0 else { throw SystemError(call, code: -code) }
    }
}

/// The kernel has no filters of system calls for us.
struct SeccompMissing: Error, CustomStringConvertible {
    let code: Int32

    var description: String {
        code == ENOSYS
            ? "seccomp is not built into this kernel, or the container's profile hides it"
            : "seccomp can't be used: \(String(cString: strerror(code)))"
    }
}
