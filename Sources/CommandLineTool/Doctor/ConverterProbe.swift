// SPDX-License-Identifier: GPL-3.0-or-later

import FoundationEssentials
import Subprocess
import SystemPackage

/// What `pannier-converter --probe` says.
struct ConverterProbe: Decodable {
    private static let advice =
        "use a newer kernel or a container profile that allows it; see --sandbox of pannier-worker"

    private let versions: [String: String]
    private let landlock: Int?
    private let landlockMissing: String?
    private let seccomp: Bool

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

    var landlockFinding: Finding {
        if let landlock { return .ok("landlock", "version \(landlock)") }
        return .warn("landlock", landlockMissing ?? "missing", Self.advice)
    }

    var seccompFinding: Finding {
        seccomp ? .ok("seccomp", "available") : .warn("seccomp", "missing", Self.advice)
    }
}
