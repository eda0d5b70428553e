// SPDX-License-Identifier: GPL-3.0-or-later

import Jobs
import Spool

extension JobRecords {
    static let shortestPrefix = 4

    /// The one job whose id begins so; a whole id is taken as it is.
    func id(_ text: String) async throws -> JobID {
        let text = text.lowercased()
        if let id = JobID(text) { return id }
        guard text.count >= Self.shortestPrefix, text.allSatisfy({ $0.isHexDigit || $0 == "-" }) else {
            throw CommandFailure(
                .usage,
                "\(text) is no job id: write one as pannier jobs shows it, or its first characters (4 or more)"
            )
        }
        let matches = try await ids(prefix: text)
        guard let match = matches.first else { throw CommandFailure(.notFound, "no job's id begins with \(text)") }
        guard matches.count == 1 else {
            throw CommandFailure(.usage, "several jobs' ids begin with \(text): write more of it")
        }
        return match
    }

    private func ids(prefix: String) async throws -> Set<JobID> {
        let recorded = try await read { try await $0.ids(prefix: prefix, limit: 2) } ?? []
        let inFolders = try spool.jobIDs().filter { $0.text.hasPrefix(prefix) }
        return Set(recorded.compactMap { JobID($0) } + inFolders)
    }
}
