// SPDX-License-Identifier: GPL-3.0-or-later

import Conversion
import Foundation
import Glibc
import Jobs
import Spool

/// A shared folder with the programs that run on it.
final class Site: Sendable {
    let home: String
    let spool: Spool
    let reader: SQLiteJobReader

    convenience init() throws {
        try self.init(home: FileManager.default.temporaryDirectory.appendingPathComponent("pannier-\(UUID())").path)
    }

    init(home: String) throws {
        self.home = home
        spool = try Spool(home: home)
        reader = SQLiteJobReader(path: home + "/state/jobs.sqlite")
    }

    deinit { try? FileManager.default.removeItem(atPath: home) }

    /// A worker that watches.
    func worker(_ flags: String...) async throws -> Program { try await worker(flags) }

    func worker(_ flags: [String]) async throws -> Program {
        let worker = try await startWorker(flags)
        _ = try await worker.log.entry { $0["message"] == "watching" }
        return worker
    }

    func startWorker(_ flags: [String] = []) async throws -> Program {
        let fixed = ["--home", home, "--log-format", "json", "--log-level", "debug", "--retry-delay", "10ms"]
        // The same on any number of cores, unless it is said.
        let pool = flags.contains("--pool") ? [] : ["--pool", "2"]
        return try await Program("pannier-worker", fixed + pool + flags)
    }

    /// Moves a whole file into the inbox, as another program does.
    func drop(_ data: Data, as name: String) throws {
        let draft = home + "/spool/uploads/" + UUID().uuidString
        try data.write(to: URL(fileURLWithPath: draft))
        guard rename(draft, home + "/inbox/" + name) == 0 else { throw ProgramError("rename: \(errno)") }
    }

    /// Hands a document in with a request, as another program does.
    func submit(_ data: Data, request: String) throws -> String {
        let id = JobID().text
        let draft = home + "/spool/uploads/" + id
        try FileManager.default.createDirectory(atPath: draft, withIntermediateDirectories: false)
        try data.write(to: URL(fileURLWithPath: draft + "/document"))
        try Data(request.utf8).write(to: URL(fileURLWithPath: draft + "/request.json"))
        guard rename(draft, home + "/inbox/\(id).job") == 0 else { throw ProgramError("rename: \(errno)") }
        return id
    }

    /// The record of a document by its name.
    func job(named name: String) async throws -> Job? {
        try await reader.jobs(JobQuery(name: name, limit: 1000)).first { $0.name == name }
    }

    func whereabouts(_ id: String) -> Whereabouts? { JobID(id).flatMap { (try? spool.locate($0)) ?? nil } }

    func manifest(_ id: String) -> [UInt8]? { JobID(id).flatMap { try? spool.manifest(of: $0) } }

    func post(_ verb: Command.Verb, _ id: String) throws {
        guard let id = JobID(id) else { throw ProgramError("\(id) is no id") }
        try spool.post(Command(verb, id))
    }

    func text(of job: Job) throws -> String {
        try String(contentsOfFile: home + "/results/\(job.id)/text.txt", encoding: .utf8)
    }

    /// The files of a result by their paths in it, but for the manifest, which tells of the one job.
    func results(of job: Job) throws -> [String: Data] {
        let folder = home + "/results/" + job.id
        var files: [String: Data] = [:]
        for path in try FileManager.default.subpathsOfDirectory(atPath: folder) where path != "manifest.json" {
            files[path] = FileManager.default.contents(atPath: folder + "/" + path)
        }
        return files
    }
}

extension Program {
    /// Waits until the supervised program of this name has said often enough that it is there.
    func started(_ name: String, times: Int = 1) async throws {
        let words = name == "front" ? "listening on" : "active"
        _ = try await log.entry(number: times) { entry in
            entry["message"].map { $0.hasPrefix(name) && $0.contains(words) } ?? false
        }
    }

    /// Waits until the worker says that the document of this name was completed. Throws where it says that it failed.
    func completed(_ name: String) async throws {
        let end = try await log.entry { ["completed", "set aside"].contains($0["message"]) && $0["name"] == name }
        guard end["message"] == "completed" else { throw ProgramError("\(name) failed: \(end["reason"] ?? "")") }
    }

    /// Waits until an attempt at the document, or its admission, failed; gives the reason.
    func failed(_ name: String) async throws -> String {
        try await log.entry { ["attempt failed", "refused"].contains($0["message"]) && $0["name"] == name }["reason"]
            ?? ""
    }

    /// Waits for a step of a job to end.
    func stepEnded(of job: String) async throws {
        _ = try await log.entry { $0["message"] == "step ended" && $0["job"] == job }
    }
}
