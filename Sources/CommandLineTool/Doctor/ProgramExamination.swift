// SPDX-License-Identifier: GPL-3.0-or-later

import FoundationEssentials
import Jobs
import Subprocess
import SystemPackage

/// Asks the installed programs for their versions, and the converter what the kernel lets it confine itself with.
struct ProgramExamination {
    func findings() async -> [Finding] {
        [.ok("pannier", Pannier.version), sqlite] + (await converter())
    }

    private var sqlite: Finding {
        do {
            return .ok("sqlite", try SQLiteJobReader.engineVersion())
        } catch {
            return .fail("sqlite", "\(error)", "install libsqlite3")
        }
    }

    private func converter() async -> [Finding] {
        guard let program = try? InstalledProgram("pannier-converter", orOnPath: true) else {
            return [.warn("converter", "not installed here", "nothing to do on a machine that runs the front alone")]
        }
        do {
            let probe = try await ConverterProbe(asking: program)
            return [.ok("converter", probe.engines), probe.sandboxFinding]
        } catch {
            return [
                .fail(
                    "converter",
                    "\(program.path) --probe: \(error)",
                    "install pannier-converter with its libraries anew"
                )
            ]
        }
    }
}
