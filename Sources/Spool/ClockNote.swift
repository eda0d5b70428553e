// SPDX-License-Identifier: GPL-3.0-or-later

/// What the worker notes of the time in which results have been kept: in the shared folder, with the results.
extension Spool {
    private static let clockName: FileName = "clock.json"
    private static let clockDraft: FileName = ".clock.json"

    /// The bytes that were noted last; nil where none were.
    package var clockHistory: [UInt8]? {
        get throws(SpoolError) {
            guard try intermediate.info(Self.clockName) != nil else { return nil }
            return try intermediate.file(Self.clockName).contents(limit: 1 << 16)
        }
    }

    /// Durable, and whole at every moment.
    package func note(clockHistory bytes: [UInt8]) throws(SpoolError) {
        try intermediate.remove(Self.clockDraft)
        try intermediate.writeFile(Self.clockDraft, bytes)
        try intermediate.rename(Self.clockDraft, over: Self.clockName, in: intermediate)
        try intermediate.synchronize()
    }
}
