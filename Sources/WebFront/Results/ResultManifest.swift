// SPDX-License-Identifier: GPL-3.0-or-later

import Conversion
import Foundation
import Jobs

/// What is needed here of `manifest.json`; all of it may be absent.
struct ResultManifest: Decodable {
    struct Pages: Decodable {
        let total: Int
        let done: Int?
        let failed: Int?
    }

    struct Output: Decodable, Hashable {
        let name: String
        let mediaType: String?
        let sha256: String?
    }

    struct Document: Decodable {
        let bytes: Int64?
        let sha256: String?
    }

    var name: String?
    var mediaType: String?
    var pages: Pages?
    var outputs: [Output]?
    var document: Document?
    var createdAt: Date?
    var finishedAt: Date?

    init() {}

    init(json: [UInt8]) throws { self = try RecordCoding.decoder.decode(ResultManifest.self, from: Data(json)) }

    /// The kinds that the outputs are of, in their fixed order.
    var outputKinds: [OutputKind] {
        let names = (outputs ?? []).map(\.name)
        return OutputKind.allCases.filter { kind in
            names.contains { $0 == kind.fileName || $0.hasPrefix(kind.fileName + "/") }
        }
    }

    /// An output, or the document that stands beside the manifest.
    func output(named name: String) -> Output? {
        if name == "document" { return Output(name: self.name ?? name, mediaType: mediaType, sha256: document?.sha256) }
        return outputs?.first { $0.name == name }
    }
}
