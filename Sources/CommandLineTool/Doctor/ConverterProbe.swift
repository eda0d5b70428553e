// SPDX-License-Identifier: GPL-3.0-or-later

import FoundationEssentials
import Subprocess
import SystemPackage

/// What `pannier-converter --probe` says.
struct ConverterProbe: Decodable {
    private let versions: [String: String]
    private let sandbox: String?
    private let missing: String?
    private let landlock: Int?

    init(asking program: InstalledProgram) async throws {
        let result = try await Subprocess.run(
            .path(FilePath(program.path)),
            arguments: ["--probe"],
            output: .bytes(limit: 1 << 16),
            error: .string(limit: 1 << 16)
        )
        guard result.terminationStatus.isSuccess else {
            let reason = result.standardError.split(separator: "\n").last.map { ": \($0)" } ?? ""
            throw CommandFailure(.failed, Ending(result.terminationStatus).words + reason)
        }
        self = try JSONDecoder().decode(Self.self, from: Data(result.standardOutput))
    }

    var engines: String {
        versions.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }.joined(separator: ", ")
    }

    /// The converter has tried it.
    var sandboxFinding: Finding {
        guard let missing else {
            return .ok("sandbox", "full works here: Landlock \(landlock ?? 0), seccomp, no new privileges, limits")
        }
        let advice = "use a newer kernel or a container profile that allows it; the worker starts here only with "
        guard let sandbox else { return .fail("sandbox", missing, "run the worker as an ordinary user") }
        return .warn("sandbox", "\(sandbox) works here, but not more: \(missing)", advice + "sandbox=\(sandbox)")
    }
}
