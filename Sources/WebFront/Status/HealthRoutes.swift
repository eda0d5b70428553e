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
    /// Bytes that must stay free on the disk.
    let reserve: Int64

    /// Answers as long as this process does, whatever else is wrong.
    func live(_ request: Request, context: FrontRequestContext) async throws -> Response {
        let (isWorking, facts) = try await BlockingThreads.shared.run { [statePath] in
            let state = try? StateFolder(existing: statePath)
            return (state?.hasActiveWorker ?? false, state?.activeWorker)
        }
        let counts = try? await directory.counts()
        let jobs = counts.map { Dictionary(uniqueKeysWithValues: $0.map { ($0.rawValue, $1) }) }
        return try Response(
            json: Health(
                status: "ok",
                version: Self.version,
                worker: isWorking ? "active" : "absent",
                sandbox: facts?.sandbox,
                jobs: jobs
            )
        )
    }

    /// Tries what an upload needs.
    func ready(_ request: Request, context: FrontRequestContext) async throws -> Response {
        let objection = try await BlockingThreads.shared.run { [spool = directory.spool, reserve] () -> String? in
            do {
                if try spool.uploads.freeBytes < reserve { return "The disk of the shared folder is full." }
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
        let worker: String
        /// How the active worker confines what converts.
        let sandbox: String?
        let jobs: [String: Int]?
    }
}
