// SPDX-License-Identifier: GPL-3.0-or-later

import Confinement
import Conversion
import Glibc

/// `Attacker LEVEL FOLDER`: tries every attack and every need, each in a child of its own that is confined as the
/// converter's children are, and prints a line for each: what it is, its name and how it ended, with tabs between.
@main
enum AttackerProgram {
    private static let succeeded: Int32 = 200

    static func main() throws {
        let arguments = CommandLine.arguments
        guard arguments.count == 3, let level = SandboxLevel(rawValue: arguments[1]) else { exit(64) }
        let user = geteuid() == 0 ? UnprivilegedUser(named: UnprivilegedUser.standard) : nil
        let child = ConfinedChild(sandbox: try Sandbox(level, user: user), grounds: try Grounds(path: arguments[2]))
        for attack in Attack.all { print("attack", attack.name, try outcome(of: attack, in: child), separator: "\t") }
        for need in Need.all { print("need", need.name, try outcome(of: need, in: child), separator: "\t") }
    }

    private static func outcome(of attack: Attack, in child: ConfinedChild) throws -> String {
        let end = try child.run { hand in
            errno = 0
            return attack.attempt(hand) >= 0 ? succeeded : errno
        }
        return switch end {
        case .exited(succeeded): "succeeded"
        case .exited(let code): "denied: \(String(cString: strerror(code)))"
        case .signalled(let number): "killed: \(String(cString: strsignal(number)))"
        }
    }

    private static func outcome(of need: Need, in child: ConfinedChild) throws -> String {
        let end = try child.run { need.attempt($0) ? 0 : 1 }
        return end == need.end ? "works" : "fails: \(end)"
    }
}
