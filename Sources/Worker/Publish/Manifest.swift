// SPDX-License-Identifier: GPL-3.0-or-later

import Conversion
import Foundation
import Jobs

/// `manifest.json`: what a job made, of what, with what.
struct Manifest: Codable, Sendable {
    struct Output: Codable, Hashable, Sendable {
        /// Below the result's folder, such as `pages/0001.png`.
        var name: String
        var mediaType: String
        var bytes: Int64
        /// Lower-case hexadecimal.
        var sha256: String
    }

    struct FailedPage: Codable, Hashable, Sendable {
        var page: Int
        var code: FailureCode
        var message: String
    }

    struct Document: Codable, Hashable, Sendable {
        var bytes: Int64?
        var sha256: String?
    }

    var id: String
    var name: String
    var mediaType: String
    var pages: Job.Pages
    var failedPages: [FailedPage]
    var outputs: [Output]
    /// Names and versions of what converted.
    var engine: [String: String]
    /// How the converter was confined; absent where an older version wrote the manifest.
    var sandbox: SandboxLevel?
    var document: Document
    var options: JobOptions
    /// How often it was begun.
    var attempt: Int
    var createdAt: Date
    var startedAt: Date?
    var finishedAt: Date

    var json: [UInt8] {
        get throws {
            let encoder = RecordCoding.encoder
            encoder.outputFormatting.insert(.prettyPrinted)
            return try Array(encoder.encode(self)) + [UInt8(ascii: "\n")]
        }
    }
}
