// SPDX-License-Identifier: GPL-3.0-or-later

package import FoundationEssentials

/// What the active worker says of itself to programs that can't ask it: `worker.json` beside the job records.
package struct WorkerFacts: Codable, Hashable, Sendable {
    package enum State: String, Codable, Sendable {
        case active
        /// Takes nothing in and starts nothing; goes on by itself.
        case paused
    }

    package var version: String
    /// When it became the active one.
    package var since: Date
    package var state = State.active
    /// Why it is paused, as a fixed word such as `disk_full`.
    package var reason: String?
    /// How its converters are confined: `full`, `seccomp` or `none`.
    package var sandbox: String?

    /// When it made the records again, because it found them damaged.
    package var rebuilt: Date?

    /// A reason to be paused.
    package static let diskFull = "disk_full"
    /// Another worker, with other job records, is active on the shared folder.
    package static let homeInUse = "home_in_use"

    package init(version: String, since: Date) {
        self.version = version
        self.since = since
    }
}

extension StateFolder {
    private static let factsName: FileName = "worker.json"

    /// For the active worker alone. Not synchronized: the facts are of a process, which no loss of power outlives.
    package func write(_ facts: WorkerFacts) throws {
        let encoder = JSONEncoder()
        encoder.dateEncodingStrategy = .iso8601
        encoder.outputFormatting = [.sortedKeys]
        let draft: FileName = ".worker.json"
        try folder.remove(draft)
        try folder.createFile(draft).write(Array(encoder.encode(facts)))
        try folder.rename(draft, over: Self.factsName, in: folder)
    }

    /// What the active worker says of itself; nil where none is active, or where it could not write it down.
    package var activeWorker: WorkerFacts? {
        guard hasActiveWorker else { return nil }
        let decoder = JSONDecoder()
        decoder.dateDecodingStrategy = .iso8601
        let bytes = try? folder.file(Self.factsName).contents(limit: 1 << 16)
        return bytes.flatMap { try? decoder.decode(WorkerFacts.self, from: Data($0)) }
    }
}
