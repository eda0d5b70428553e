// SPDX-License-Identifier: GPL-3.0-or-later

import Jobs

/// Looks at jobs until each has ended.
struct JobFollower {
    /// How many looks in a row may fail: a front that is being restarted is not the end.
    private static let patience = 20

    let source: any JobSource
    let display: any FollowDisplay

    /// - Returns: the jobs as they ended.
    /// - Throws: `CommandFailure`; the exit code of `notFound` where a job has been deleted, when the others have ended.
    func follow(_ ids: [String]) async throws -> [Job] {
        var followed = FollowedJobs(ids)
        var failures = 0
        while true {
            do {
                for id in followed.open { try await look(id, &followed) }
                failures = 0
            } catch let failure as CommandFailure {
                failures += 1
                let mayPass = failure.status == .unreachable && !followed.isUnknown && failures < Self.patience
                guard mayPass else {
                    display.abandoned(followed.open)
                    throw failure
                }
            }
            display.looked(followed.jobs, of: followed.ids.count)
            if followed.open.isEmpty { break }
            try await Task.sleep(for: source.interval)
        }
        if followed.ids.count < ids.count { throw CommandStatus.notFound.code }
        return followed.jobs
    }

    private func look(_ id: String, _ followed: inout FollowedJobs) async throws {
        guard let job = try await source.job(id) else {
            followed.drop(id)
            return display.gone(id)
        }
        if followed.note(job, id) { try display.changed(job) }
    }
}
