// SPDX-License-Identifier: GPL-3.0-or-later

import Conversion
package import FoundationEssentials

/// A job with what it asks for, as its folder tells of it: so jobs have a status without a record, and records can be
/// made again. Whatever in the folder is missing or can't be read is left out.
package struct StoredJob: Hashable, Sendable {
    package var job: Job
    package var options: JobOptions

    /// Waits, or is being worked on.
    /// - Parameters:
    ///   - time: when the id was given.
    ///   - defaults: what is made where the request does not say.
    package init(waiting id: String, time: Date, request: JobRequest?, defaults: JobOptions) {
        options = request?.options?.over(defaults) ?? defaults
        job = Job(
            id: id,
            status: .queued,
            name: request?.name ?? Self.nameless,
            bytes: request?.bytes,
            sha256: request?.sha256,
            priority: options.priority,
            outputs: options.outputs,
            createdAt: request?.receivedAt ?? time
        )
    }

    package init(waiting id: String, time: Date, request: [UInt8]?, defaults: JobOptions) {
        self.init(waiting: id, time: time, request: request.flatMap { try? JobRequest(json: $0) }, defaults: defaults)
    }

    /// Has results.
    /// - Parameter manifest: the bytes of `manifest.json`.
    package init(published id: String, time: Date, manifest: [UInt8]?) {
        let facts = manifest.flatMap { try? RecordCoding.decoder.decode(ManifestFacts.self, from: Data($0)) }
        options = facts?.options ?? JobOptions(outputs: facts?.kinds ?? [])
        job = Job(
            id: id,
            status: .completed,
            name: facts?.name ?? Self.nameless,
            mediaType: facts?.mediaType,
            bytes: facts?.document?.bytes,
            sha256: facts?.document?.sha256,
            priority: options.priority,
            attempt: facts?.attempt ?? 0,
            pages: facts?.pages,
            outputs: options.outputs,
            createdAt: facts?.createdAt ?? time,
            startedAt: facts?.startedAt,
            finishedAt: facts?.finishedAt
        )
    }

    /// Was set aside.
    /// - Parameters:
    ///   - request: the bytes of `request.json`.
    ///   - reason: the bytes of `reason.json`.
    package init(setAside id: String, time: Date, request: [UInt8]?, reason: [UInt8]?, defaults: JobOptions) {
        self.init(waiting: id, time: time, request: request, defaults: defaults)
        let reason = reason.flatMap { try? RecordCoding.decoder.decode(SetAsideReason.self, from: Data($0)) }
        let failure = reason?.failure ?? Failure(.internal, "The job was set aside; its reason can't be read.")
        job.status = failure.code == .cancelled ? .cancelled : .failed
        job.error = failure.code == .cancelled ? nil : failure
        guard let known = reason?.job else { return }
        job.name = known.name
        job.mediaType = known.mediaType
        job.bytes = known.bytes
        job.sha256 = known.sha256
        job.attempt = known.attempt
        job.pages = known.pages
        job.createdAt = known.createdAt
        job.startedAt = known.startedAt
        job.finishedAt = known.finishedAt
        if !known.outputs.isEmpty { options.outputs = known.outputs }
        job.outputs = options.outputs
    }

    private static let nameless = "document"
}

/// What is read of `manifest.json` for a record; all of it may be absent.
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
    var options: JobOptions?
    var attempt: Int?
    var createdAt: Date?
    var startedAt: Date?
    var finishedAt: Date?

    var kinds: [OutputKind] {
        let names = (outputs ?? []).map(\.name)
        return OutputKind.allCases.filter { kind in
            names.contains { $0 == kind.fileName || $0.hasPrefix(kind.fileName + "/") }
        }
    }
}
