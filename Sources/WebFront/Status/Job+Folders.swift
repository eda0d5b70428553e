// SPDX-License-Identifier: GPL-3.0-or-later

import Conversion
import Foundation
import Jobs
import Spool

// Jobs as the folders tell of them, where there is no row.
extension Job {
    /// Waits for a worker.
    init(waiting id: JobID, request: JobRequest?, defaults: JobOptions) {
        let options = request?.options
        let outputs = options?.outputs ?? []
        self.init(
            id: id.text,
            status: .queued,
            name: request?.name ?? ClientFileName(nil).text,
            bytes: request?.bytes,
            sha256: request?.sha256,
            priority: options?.priority ?? 0,
            outputs: outputs.isEmpty ? defaults.outputs : outputs,
            createdAt: request?.receivedAt ?? id.date
        )
    }

    /// Has results.
    init(completed id: JobID, manifest: ResultManifest) {
        self.init(
            id: id.text,
            status: .completed,
            name: manifest.name ?? ClientFileName(nil).text,
            mediaType: manifest.mediaType,
            bytes: manifest.document?.bytes,
            sha256: manifest.document?.sha256,
            pages: manifest.pages.map { Pages(total: $0.total, done: $0.done ?? $0.total, failed: $0.failed ?? 0) },
            outputs: manifest.outputKinds,
            createdAt: manifest.createdAt ?? id.date,
            finishedAt: manifest.finishedAt
        )
    }

    /// Was set aside.
    init(setAside id: JobID, reason: Failure, request: JobRequest?, defaults: JobOptions) {
        self.init(waiting: id, request: request, defaults: defaults)
        status = reason.code == .cancelled ? .cancelled : .failed
        error = reason.code == .cancelled ? nil : reason
    }
}

extension JobID {
    /// When the id was given: a UUID of version 7 begins with it. Any other UUID says nothing, and counts as old.
    var date: Date {
        guard text.dropFirst(14).first == "7" else { return Date(timeIntervalSince1970: 0) }
        let digits = text.filter { $0 != "-" }.prefix(12)
        return Date(timeIntervalSince1970: Double(UInt64(digits, radix: 16) ?? 0) / 1000)
    }
}
