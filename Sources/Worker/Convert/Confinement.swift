// SPDX-License-Identifier: GPL-3.0-or-later

import Conversion
import Glibc
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

    /// Programs may read what lies beneath some folders; documents must not lie there.
    /// - Parameter places: settings and their folders.
    /// - Throws: `SettingError`.
    func requireHidden(_ places: [(name: String, folder: String)], from converters: ConverterChoice) throws {
        guard level == .full else { return }
        let reads = Set(ExternalConverter.systemReads + converters.converters.flatMap(\.reads))
        for place in places {
            let path = Self.resolved(place.folder)
            guard let open = reads.first(where: { Self.isBeneath(path, Self.resolved($0)) }) else { continue }
            throw SettingError(
                "\(place.name)=\(place.folder) lies in \(open), which every program that converts may read: name a folder "
                    + "elsewhere, such as /srv/pannier"
            )
        }
    }

    private static func isBeneath(_ path: String, _ folder: String) -> Bool {
        path == folder || path.hasPrefix(folder.hasSuffix("/") ? folder : folder + "/")
    }

    /// Without links. As it is, where nothing is there.
    private static func resolved(_ path: String) -> String {
        guard let found = realpath(path, nil) else { return path }
        defer { free(found) }
        return String(cString: found)
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
