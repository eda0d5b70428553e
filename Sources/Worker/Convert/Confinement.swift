// SPDX-License-Identifier: GPL-3.0-or-later

import Conversion
import Settings

/// How the operator wants converter children to be confined.
struct Confinement: Hashable, Sendable {
    let level: SandboxLevel
    private let user: String?

    /// - Throws: `SettingError`.
    init(_ settings: Settings) throws {
        let levels = SandboxLevel.allCases.reversed().map(\.rawValue).joined(separator: ", ")
        level = try settings.value(.sandbox, default: .full, allowed: "one of \(levels)", SandboxLevel.init)
        user = settings.text(.converterUser)
    }

    /// What the converter is started with.
    var arguments: [String] { ["--sandbox", level.rawValue] + (user.map { ["--user", $0] } ?? []) }

    /// - Throws: `SettingError` where the converter tried it and it does not work here.
    func require(_ facts: ConverterFacts) throws {
        guard facts.sandbox != level else { return }
        let reason = facts.missing ?? "the converter does not say why"
        let advice =
            facts.sandbox.map {
                "or say sandbox=\($0.rawValue) (flag --sandbox, environment PANNIER_SANDBOX), which works here and holds "
                    + "less back"
            } ?? "or name another converter-user"
        throw SettingError(
            "sandbox=\(level.rawValue) does not work here: \(reason). Use a kernel and a container profile that allow it, "
                + advice
        )
    }
}
