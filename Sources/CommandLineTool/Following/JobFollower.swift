// SPDX-License-Identifier: GPL-3.0-or-later

import Jobs

/// Looks at jobs until each has ended.
struct JobFollower {
    /// How many looks in a row may fail: a front that is being restarted is not the end.
    private static let patience = 20

    let source: any JobSource
    let display: any FollowDisplay

    /// - Returns: the jobs as they ended.
    /// - Throws: `CommandFailure` with `notFound` where a job has been deleted meanwhile.
    func follow(_ ids: [String]) async throws -> [Job] {
        var known: [String: Job] = [:]
        var failures = 0
        while true {
            do {
                for id in ids where known[id]?.status.isTerminal != true {
                    let job = try await look(id)
                    if known.updateValue(job, forKey: id) != job { try display.changed(job) }
                }
                failures = 0
            } catch let failure as CommandFailure {
                failures += 1
                let mayPass = failure.status == .unreachable && !known.isEmpty && failures < Self.patience
                guard mayPass else { throw failure }
            }
            let jobs = ids.compactMap { known[$0] }
            display.looked(jobs, of: ids.count)
            if jobs.count == ids.count, jobs.allSatisfy(\.status.isTerminal) { return jobs }
            try await Task.sleep(for: source.interval)
        }
    }

    private func look(_ id: String) async throws -> Job {
        if let job = try await source.job(id) { return job }
        throw CommandFailure(.notFound, "there is no job \(id)")
    }
}
