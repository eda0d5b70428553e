// SPDX-License-Identifier: GPL-3.0-or-later

package import Foundation

/// What the active worker says of itself: `state/worker.json`.
package struct WorkerFacts: Codable, Hashable, Sendable {
    private static let name: FileName = "worker.json"
    private static let draft: FileName = ".worker.json"

    package var version: String
    /// How its converter's children are confined: `full`, `seccomp` or `none`.
    package var sandbox: String
    package var startedAt: Date

    package init(version: String, sandbox: String, startedAt: Date) {
        self.version = version
        self.sandbox = sandbox
        self.startedAt = startedAt
    }

    fileprivate func write(in folder: Folder) throws {
        let encoder = JSONEncoder()
        encoder.dateEncodingStrategy = .iso8601
        try folder.remove(Self.draft)
        try folder.writeFile(Self.draft, Array(encoder.encode(self)))
        try folder.rename(Self.draft, over: Self.name, in: folder)
    }

    fileprivate init?(in folder: Folder) {
        let decoder = JSONDecoder()
        decoder.dateDecodingStrategy = .iso8601
        guard let bytes = try? folder.file(Self.name).contents(limit: 1 << 16),
            let facts = try? decoder.decode(Self.self, from: Data(bytes))
        else { return nil }
        self = facts
    }
}

extension StateFolder {
    /// Written by the worker that holds the lock.
    package func note(_ facts: WorkerFacts) throws { try facts.write(in: folder) }

    /// Those of the active worker, or nil where none is active.
    package var activeWorker: WorkerFacts? { hasActiveWorker ? WorkerFacts(in: folder) : nil }
}
