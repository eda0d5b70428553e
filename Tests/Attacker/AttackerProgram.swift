// SPDX-License-Identifier: GPL-3.0-or-later

import CAttacks
import Confinement
import Conversion
import Glibc

/// `Attacker LEVEL FOLDER [USER]`: tries every attack and every need, each in a child of its own that is confined as the
/// converter's children are (LEVEL `bare`: not even that), and prints a line for each: what it is, its name, a verdict and
/// how it ended, with tabs between. Children become USER where one is named.
///
/// `Attacker --programs LEVEL FOLDER [LANDLOCK]`: the same for what a program of its own tries and needs, with no later
/// version of Landlock than this.
///
/// `Attacker --calls`: makes every system call by its number, each in a fully confined child, and prints the names of those
/// that did not end it.
///
/// `Attacker --without landlock|landlock-now|seccomp PROGRAM ARGUMENT...`: becomes a program on a kernel that lacks it.
///
/// Under the name `pannier-converter` it is a `HostileConverter`.
@main
enum AttackerProgram {
    static func main() throws {
        if CommandLine.arguments[0].hasSuffix("/pannier-converter") {
            var converter = try HostileConverter()
            return try converter.run()
        }
        let arguments = Array(CommandLine.arguments.dropFirst())
        if arguments == ["--calls"] { return try SystemCallSweep().run() }
        guard arguments.count >= 2 else { exit(64) }
        if arguments[0] == "--programs" { return try runPrograms(Array(arguments.dropFirst())) }
        if arguments[0] == "--without" { KernelWithout(arguments[1]).run(Array(arguments.dropFirst(2))) }
        let level = SandboxLevel(rawValue: arguments[0])
        guard level != nil || arguments[0] == "bare" else { exit(64) }
        let user = arguments.count > 2 ? UnprivilegedUser(named: arguments[2]) : nil
        let sandbox = try level.map { try Sandbox($0, user: user) }
        guard attack_listen_abstract(Attack.socketName) >= 0 else { throw SystemError("listen") }
        for (index, attack) in Attack.all.enumerated() {
            let end = AttackEnd(try attempt(attack, sandbox, arguments[1] + "/attack-\(index)"))
            print("attack", attack.name, verdict(on: attack, end, level), end.words, separator: "\t")
        }
        guard sandbox != nil else { return }
        for (index, need) in Need.all.enumerated() {
            let end = try attempt(need, sandbox, arguments[1] + "/need-\(index)")
            print("need", need.name, end == need.end ? "works" : "fails", "\(end)", separator: "\t")
        }
    }

    private static func runPrograms(_ arguments: [String]) throws {
        guard arguments.count >= 2, let level = SandboxLevel(rawValue: arguments[0]) else { exit(64) }
        let landlock = arguments.count > 2 ? Int(arguments[2]) ?? 0 : .max
        let sandbox = try Sandbox(level, user: nil, landlockUpTo: landlock)
        let attacks = Attack.byPrograms + (sandbox.landlockVersion ?? 0 < 6 ? Attack.bySignals : [])
        for (index, attack) in attacks.enumerated() {
            let end = AttackEnd(try attempt(attack, sandbox, asProgram: arguments[1] + "/attack-\(index)"))
            print("attack", attack.name, verdict(on: attack, end, level), end.words, separator: "\t")
        }
        for (index, need) in Need.ofPrograms.enumerated() {
            let grounds = try Grounds(path: arguments[1] + "/need-\(index)")
            defer { grounds.close() }
            let end = try ConfinedProgram(sandbox: sandbox, grounds: grounds).run { need.attempt($0) ? 0 : 1 }
            print("need", need.name, end == need.end ? "works" : "fails", "\(end)", separator: "\t")
        }
    }

    private static func attempt(
        _ attack: Attack,
        _ sandbox: Sandbox,
        asProgram path: String
    ) throws -> ForkedChild.End {
        let grounds = try Grounds(path: path)
        defer { grounds.close() }
        return try ConfinedProgram(sandbox: sandbox, grounds: grounds).run { hand in
            errno = 0
            return attack.attempt(hand) >= 0 ? AttackEnd.successCode : errno
        }
    }

    private static func verdict(on attack: Attack, _ end: AttackEnd, _ level: SandboxLevel?) -> String {
        if end == .succeeded { return "succeeded" }
        if let level, level >= attack.weakest { return end.isDenial(of: attack) ? "denied" : "odd" }
        return end.isAbsence(for: attack) ? "absent" : "odd"
    }

    private static func attempt(_ attack: Attack, _ sandbox: Sandbox?, _ path: String) throws -> ForkedChild.End {
        let grounds = try Grounds(path: path)
        defer { grounds.close() }
        return try ConfinedChild(sandbox: sandbox, grounds: grounds).run { hand in
            errno = 0
            return attack.attempt(hand) >= 0 ? AttackEnd.successCode : errno
        }
    }

    private static func attempt(_ need: Need, _ sandbox: Sandbox?, _ path: String) throws -> ForkedChild.End {
        let grounds = try Grounds(path: path)
        defer { grounds.close() }
        return try ConfinedChild(sandbox: sandbox, grounds: grounds).run { need.attempt($0) ? 0 : 1 }
    }
}
