// SPDX-License-Identifier: GPL-3.0-or-later

import Jobs
import Settings
import Spool

/// A shared folder for one document, with a worker of its own.
struct PrivateHome: Sendable {
    /// Taken over before there is a folder, which none of them is to leave behind.
    private let signals = TerminationSignals.stream()
    private let target: ConversionTarget
    private let name: String
    private let site: Site

    /// Lies where a rename delivers the results. Nothing of it stays where it can't be made whole.
    init(for target: ConversionTarget) async throws {
        let name = ".pannier-\(JobID())"
        self.target = target
        self.name = name
        let path = target.ground + "/" + name
        let settings = try await Settings(
            arguments: ["pannier", "--home", path, "--state", path + "/state"],
            keys: SettingKey.worker
        )
        do {
            site = try Site(settings, .submit)
        } catch {
            Self.remove(name, in: target)
            throw error
        }
    }

    func remove() { Self.remove(name, in: target) }

    private static func remove(_ name: String, in target: ConversionTarget) {
        guard let name = FileName(name) else { return }
        try? Folder.open(path: target.ground).removeTree(name)
    }

    /// Hands the document in and follows it to its end.
    /// - Throws: `CommandFailure` where the worker ends first, or a signal says enough.
    func convert(
        _ document: SourceDocument,
        _ options: RequestedOptions?,
        display: @Sendable @escaping (any JobSource) -> any FollowDisplay
    ) async throws -> Job {
        let worker = try PrivateWorker(home: site.spool.home.path)
        let submitter = FolderSubmitter(site: site, options: options)
        return try await withThrowingTaskGroup(of: Job?.self) { group in
            group.addTask { throw try await worker.run() }
            group.addTask { throw await Self.interruption(signals) }
            group.addTask { [source = DeliveredSource(records: records, place: target.path)] in
                let id = try await submitter.submit(document).id
                return try await JobFollower(source: source, display: display(source)).follow([id]).first
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
        try target.take(id, from: site.spool)
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
