// SPDX-License-Identifier: GPL-3.0-or-later

/// Where a job's folder stands: what can be said of it without a database.
package enum Whereabouts: Hashable, Sendable {
    case inbox, active, results, quarantine
}

extension Spool {
    /// Nil where there is nothing of the job.
    /// - Throws: where nobody can say: what is not seen on a share that does not answer is not gone.
    package func locate(_ id: JobID) throws(SpoolError) -> Whereabouts? {
        if let place = try claimedPlace(id) { return place }
        if try inbox.info(Self.submissionName(id)) != nil { return .inbox }
        // It may have moved on between two looks; what it moves to is what was looked at first.
        return try claimedPlace(id)
    }

    private func claimedPlace(_ id: JobID) throws(SpoolError) -> Whereabouts? {
        if try results.info(id.fileName) != nil { return .results }
        if try quarantine.info(id.fileName) != nil { return .quarantine }
        return try currentActive.info(id.fileName) != nil ? .active : nil
    }

    /// Whether a submission is in the inbox that will be claimed under this id. One that bears the id of another job, or is
    /// no folder, gets an id of its own.
    package func isWaiting(_ id: JobID) throws(SpoolError) -> Bool {
        guard try locate(id) == .inbox else { return false }
        return try inbox.info(Self.submissionName(id))?.kind == .folder
    }

    static func submissionName(_ id: JobID) -> FileName { id.fileName(suffix: submissionSuffix) }

    /// For who only reads: a worker may have put a new folder in place of the one that was opened here.
    var currentActive: Folder { (try? intermediate.folder("active")) ?? active }

    /// The bytes of `request.json` of a job that waits in the inbox or is active or set aside.
    package func requestAnywhere(of id: JobID) -> [UInt8]? {
        let places = [
            (inbox, Self.submissionName(id)), (currentActive, id.fileName),
            (quarantine, id.fileName),
        ]
        for (folder, name) in places {
            if let bytes = try? folder.folder(name).file(Self.requestName).contents(limit: Self.largestRequest) {
                return bytes
            }
        }
        return nil
    }

    /// Jobs that wait in the inbox under an id of their own.
    package func waitingIDs() throws(SpoolError) -> [JobID] {
        try inbox.entries().compactMap { name in
            guard name.hasSuffix(Self.submissionSuffix) else { return nil }
            return JobID(name.description.dropLast(Self.submissionSuffix.count))
        }
    }

    package func setAsideIDs() throws(SpoolError) -> [JobID] { Self.ids(try quarantine.entries()) }

    package func resultIDs() throws(SpoolError) -> [JobID] { Self.ids(try results.entries()) }
}
