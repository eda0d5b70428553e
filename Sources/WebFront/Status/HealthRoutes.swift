// SPDX-License-Identifier: GPL-3.0-or-later

import Hummingbird
import HummingbirdCore
import Jobs
import Spool

/// Liveness and readiness.
struct HealthRoutes: Sendable {
    static let version = "0.1.0"

    let directory: JobDirectory
    /// The folder of the job records; it need not exist yet.
    let statePath: String
    /// What must stay free on the disk.
    let reserve: DiskReserve

    /// Answers as long as this process does, whatever else is wrong.
    func live(_ request: Request, context: FrontRequestContext) async throws -> Response {
        let worker = try await BlockingThreads.shared.run { [spool = directory.spool, statePath, reserve] in
            WorkerCondition(state: try? StateFolder(existing: statePath), home: spool.home, reserve: reserve)
        }
        let counts = try? await directory.counts()
        return try Response(
            json: Health(
                status: "ok",
                version: Self.version,
                worker: worker.word,
                paused: worker.pauseReason,
                sandbox: worker.facts?.sandbox,
                jobs: counts.map { Dictionary(uniqueKeysWithValues: $0.map { ($0.rawValue, $1) }) }
            )
        )
    }

    /// Tries what an upload needs.
    func ready(_ request: Request, context: FrontRequestContext) async throws -> Response {
        let objection = try await BlockingThreads.shared.run { [spool = directory.spool, reserve] () -> String? in
            do {
                let space = try spool.uploads.freeSpace
                if reserve.isShort(space, factor: 2) { return "The disk of the shared folder is full." }
                let upload = try spool.beginUpload()
                upload.discard()
                return nil
            } catch {
                return "The shared folder can't be written to."
            }
        }
        if let objection { throw Problem(.unavailable, objection, headers: [.retryAfter: "10"]) }
        return try Response(json: ["status": "ready"])
    }

    private struct Health: Encodable {
        let status: String
        let version: String
        /// `active`, `paused` or `absent`.
        let worker: String
        /// Why the worker is paused.
        let paused: String?
        /// How the worker's converters are confined.
        let sandbox: String?
        let jobs: [String: Int]?
    }
}
