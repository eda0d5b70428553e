// SPDX-License-Identifier: GPL-3.0-or-later

import Conversion
import FoundationEssentials
import Jobs
import Spool

extension Spool {
    /// Every job that a folder is named after.
    func jobIDs() throws -> [JobID] {
        let aside = try quarantine.entries().compactMap { JobID($0.description) }
        return try waitingIDs() + activeIDs() + resultIDs() + aside
    }

    /// What the folders say of a job without a record; nil where they know nothing of it.
    func unrecordedJob(_ id: JobID, defaultOutputs: [OutputKind]) -> Job? {
        switch whereabouts(id) {
        case nil: nil
        case .inbox, .active: requestedJob(id, .queued, defaultOutputs)
        case .results: publishedJob(id)
        case .quarantine: asideJob(id, defaultOutputs)
        }
    }

    private func requestedJob(_ id: JobID, _ status: JobState, _ defaultOutputs: [OutputKind]) -> Job {
        let request = requestAnywhere(of: id).flatMap { try? JobRequest(json: $0) }
        let outputs = request?.options?.outputs ?? []
        return Job(
            id: id.text,
            status: status,
            name: request?.name ?? Self.documentName.description,
            bytes: request?.bytes,
            sha256: request?.sha256,
            priority: request?.options?.priority ?? 0,
            outputs: outputs.isEmpty ? defaultOutputs : outputs,
            createdAt: request?.receivedAt ?? id.time
        )
    }

    private func publishedJob(_ id: JobID) -> Job {
        let facts = manifest(of: id).flatMap { try? RecordCoding.decoder.decode(ManifestFacts.self, from: Data($0)) }
        return Job(
            id: id.text,
            status: .completed,
            name: facts?.name ?? Self.documentName.description,
            mediaType: facts?.mediaType,
            bytes: facts?.document?.bytes,
            sha256: facts?.document?.sha256,
            pages: facts?.pages,
            outputs: facts?.kinds ?? [],
            createdAt: facts?.createdAt ?? id.time,
            finishedAt: facts?.finishedAt
        )
    }

    private func asideJob(_ id: JobID, _ defaultOutputs: [OutputKind]) -> Job {
        let failure = reason(of: id).flatMap { try? RecordCoding.decoder.decode(Failure.self, from: Data($0)) }
        var job = requestedJob(id, failure?.code == .cancelled ? .cancelled : .failed, defaultOutputs)
        job.error = job.status == .cancelled ? nil : failure
        return job
    }
}

/// What the command line reads of a result's manifest.
private struct ManifestFacts: Decodable {
    struct Document: Decodable {
        var bytes: Int64?
        var sha256: String?
    }

    struct Output: Decodable {
        var name: String
    }

    var name: String?
    var mediaType: String?
    var document: Document?
    var pages: Job.Pages?
    var outputs: [Output]?
    var createdAt: Date?
    var finishedAt: Date?

    var kinds: [OutputKind] {
        let names = (outputs ?? []).map(\.name)
        return OutputKind.allCases.filter { kind in
            names.contains { $0 == kind.fileName || $0.hasPrefix(kind.fileName + "/") }
        }
    }
}

extension JobID {
    /// When it was given, which ids of version 7 tell; any other counts as old.
    var time: Date {
        let digits = text.filter { $0 != "-" }
        let milliseconds = digits.dropFirst(12).first == "7" ? Int64(digits.prefix(12), radix: 16) : nil
        return Date(timeIntervalSince1970: Double(milliseconds ?? 0) / 1000)
    }
}
