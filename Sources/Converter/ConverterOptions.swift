// SPDX-License-Identifier: GPL-3.0-or-later

import Confinement
import Conversion
import Glibc

/// How the worker wants children to be confined, and what they mostly read: `--sandbox LEVEL --user NAME --lang LIST`.
struct ConverterOptions {
    var level = SandboxLevel.full
    /// Loaded once for all children.
    private(set) var languages = LanguageSelection.english
    private var userName = UnprivilegedUser.standard

    /// Nil where an argument makes no sense.
    init?(_ arguments: some Collection<String>) {
        var rest = arguments[...]
        while let flag = rest.popFirst() {
            guard let value = rest.popFirst() else { return nil }
            switch flag {
            case "--sandbox":
                guard let level = SandboxLevel(rawValue: value) else { return nil }
                self.level = level
            case "--user": userName = value
            case "--lang":
                guard let languages = try? LanguageSelection(parsing: value) else { return nil }
                self.languages = languages
            default: return nil
            }
        }
    }

    /// Whom children become. Only root can become somebody else; whoever names root stays it.
    var user: UnprivilegedUser? {
        get throws {
            guard geteuid() == 0, userName != "root" else { return nil }
            guard let user = UnprivilegedUser(named: userName) else { throw UnknownUser(name: userName) }
            return user
        }
    }

    /// Tries what is asked for.
    func facts() -> ConverterFacts {
        do {
            let trial = SandboxTrial(upTo: level, user: try user)
            return ConverterFacts(versions: Engine.versions, sandbox: trial.strongest, missing: trial.missing)
        } catch {
            return ConverterFacts(versions: Engine.versions, missing: "\(error)")
        }
    }
}

struct UnknownUser: Error, CustomStringConvertible {
    let name: String

    var description: String { "there is no user \(name), or it is root under another name" }
}
