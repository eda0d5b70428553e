// SPDX-License-Identifier: GPL-3.0-or-later

import Jobs
import Settings
import Spool

/// A shared folder for one document, with a worker of its own.
struct PrivateHome: Sendable {
    private let target: String
    private let site: Site

    /// Lies where the results will, so that a rename delivers them.
    /// - Throws: `CommandFailure` where the target holds something already.
    init(besides target: String) async throws {
        var target = target
        while target.count > 1, target.hasSuffix("/") { target.removeLast() }
        guard let name = target.split(separator: "/").last, name != ".", name != ".." else {
            throw CommandFailure(.failed, "\(target) is no new folder: name one for the results")
        }
        self.target = target
        if let names = try? Folder.open(path: target).entries(), !names.isEmpty {
            throw CommandFailure(.failed, "\(target) is not empty: name a new folder")
        }
        let parent = target.split(separator: "/", omittingEmptySubsequences: false).dropLast().joined(separator: "/")
        let beside = target.hasPrefix("/") || !parent.isEmpty ? parent + "/" : ""
        let path = "\(beside).pannier-\(JobID())"
        let settings = try await Settings(
            arguments: ["pannier", "--home", path, "--state", path + "/state"],
            keys: SettingKey.worker
        )
        site = try Site(settings, .submit)
    }

    func remove() { try? site.spool.removeHome() }

    /// Hands the document in and follows it to its end.
    /// - Throws: `CommandFailure` where the worker ends first, or a signal says enough.
    func convert(
        _ document: SourceDocument,
        _ options: RequestedOptions?,
        display: @Sendable @escaping (any JobSource) -> any FollowDisplay
    ) async throws -> Job {
        let worker = try PrivateWorker(home: site.spool.home.path)
        let id = try await FolderSubmitter(site: site, options: options).submit(document).id
        let signals = TerminationSignals.stream()
        return try await withThrowingTaskGroup(of: Job?.self) { group in
            group.addTask { throw try await worker.run() }
            group.addTask { throw await Self.interruption(signals) }
            group.addTask { [source = DeliveredSource(records: records, place: target)] in
                try await JobFollower(source: source, display: display(source)).follow([id]).first
            }
            defer {
                worker.end()
                group.cancelAll()
            }
            guard let job = try await group.next() ?? nil else { throw CommandFailure(.failed, "nothing came of it") }
            return job
        }
    }

    func deliver(_ job: Job) throws {
        guard let id = JobID(job.id) else { return }
        do throws(SpoolError) {
            try site.spool.deliver(id, to: target)
        } catch {
            guard error.exists else { throw error }
            throw CommandFailure(.failed, "\(target) is not empty: name a new folder")
        }
    }

    /// Reads the worker's database, which is only now being made.
    private var records: JobRecords {
        JobRecords(
            spool: site.spool,
            reader: SQLiteJobReader(path: site.spool.home.path + "/state/jobs.sqlite"),
            defaults: site.records.defaults
        )
    }

    private static func interruption(_ signals: AsyncStream<Int32>) async -> any Error {
        for await number in signals { return CommandFailure(.failed, "interrupted by signal \(number)") }
        return CancellationError()
    }
}
