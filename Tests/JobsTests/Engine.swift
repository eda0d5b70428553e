// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import Jobs
import Testing

/// A kind of job store that the conformance suite runs against.
enum Engine: String, CaseIterable, Sendable, CustomTestStringConvertible {
    case sqlite

    static let all = allCases

    var testDescription: String { rawValue }

    /// An empty store.
    func open() throws -> any JobStore {
        switch self {
        case .sqlite: try SQLiteJobStore(path: TemporaryFolder().path + "/jobs.sqlite")
        }
    }
}

/// A folder of its own for one test; what is left goes with the machine's temporary files.
struct TemporaryFolder {
    let path: String

    init() throws {
        path = FileManager.default.temporaryDirectory.appendingPathComponent("pannier-\(UUID())").path
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }
}
