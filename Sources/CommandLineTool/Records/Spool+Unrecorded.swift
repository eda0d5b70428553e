// SPDX-License-Identifier: GPL-3.0-or-later

import Conversion
import Jobs
import Spool

extension Spool {
    /// Every job that a folder is named after.
    func jobIDs() throws -> [JobID] {
        try waitingIDs() + activeIDs() + resultIDs() + setAsideIDs()
    }

    /// What the folders say of a job without a record; nil where they know nothing of it.
    func unrecordedJob(_ id: JobID, defaults: JobOptions) throws -> Job? {
        let request = requestAnywhere(of: id)
        switch try locate(id) {
        case nil: return nil
        case .inbox, .active:
            return StoredJob(waiting: id.text, time: id.time, request: request, defaults: defaults).job
        case .results: return StoredJob(published: id.text, time: id.time, manifest: try manifest(of: id)).job
        case .quarantine:
            return StoredJob(
                setAside: id.text,
                time: id.time,
                request: request,
                reason: try reason(of: id),
                defaults: defaults
            ).job
        }
    }
}
