// SPDX-License-Identifier: GPL-3.0-or-later

import CLinux
import Conversion
import FoundationEssentials

/// What `--probe` prints: the engine's versions, and how children can be confined here.
struct Probe: Encodable {
    private let versions: [String: String]
    private let sandbox: SandboxLevel?
    private let missing: String?
    /// Landlock's version; absent where the kernel has none.
    private let landlock: Int?

    init(_ options: ConverterOptions) {
        let facts = options.facts()
        let version = Int(pannier_landlock_version())
        versions = facts.versions
        sandbox = facts.sandbox
        missing = facts.missing
        landlock = version > 0 ? version : nil
    }

    /// One line.
    func json() throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(self), as: UTF8.self)
    }
}
