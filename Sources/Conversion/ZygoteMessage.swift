// SPDX-License-Identifier: GPL-3.0-or-later

/// What the worker asks of the zygote: one datagram of JSON each.
package enum ZygoteOrder: Codable, Hashable, Sendable {
    case run(ConversionRequest)
    /// Ends the child with SIGKILL; its `ChildEnd` follows as for any other.
    case kill(UInt64)
}

/// What the zygote tells the worker: one datagram of JSON each.
package enum ZygoteNotice: Codable, Hashable, Sendable {
    /// Sent once, when fonts and converters are loaded.
    case ready(ConverterFacts)
    case ended(ChildEnd)
}

/// What converts, and how it is confined: for manifests and `pannier doctor`.
package struct ConverterFacts: Codable, Hashable, Sendable {
    /// Of the engines and libraries, by name.
    package var versions: [String: String]
    /// The strongest level that works here, none stronger than was asked for; absent where none does.
    package var sandbox: SandboxLevel?
    /// Why no stronger one does, though it was asked for.
    package var missing: String?

    package init(versions: [String: String] = [:], sandbox: SandboxLevel? = nil, missing: String? = nil) {
        self.versions = versions
        self.sandbox = sandbox
        self.missing = missing
    }
}

/// How a child ended and what it used.
package struct ChildEnd: Codable, Hashable, Sendable {
    package enum Cause: Codable, Hashable, Sendable {
        case exited(Int32)
        case signalled(Int32)
        /// The zygote could not start it (errno).
        case notStarted(Int32)
    }

    package var id: UInt64
    package var cause: Cause
    /// Seconds of processor time.
    package var userSeconds: Double
    package var systemSeconds: Double
    /// Largest resident size in bytes.
    package var residentBytes: Int

    package init(id: UInt64, cause: Cause, userSeconds: Double, systemSeconds: Double, residentBytes: Int) {
        self.id = id
        self.cause = cause
        self.userSeconds = userSeconds
        self.systemSeconds = systemSeconds
        self.residentBytes = residentBytes
    }
}

/// Exit codes of a child, beside 0.
package enum ChildExit {
    /// It has sent `PageReport.failed`.
    package static let failed: Int32 = 10
    /// An allocation failed at the limit of its address space.
    package static let outOfMemory: Int32 = 11
}
