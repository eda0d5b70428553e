// SPDX-License-Identifier: GPL-3.0-or-later

import Conversion
import Foundation
import Jobs

/// What is needed here of `manifest.json`; all of it may be absent.
struct ResultManifest: Decodable {
    struct Output: Decodable, Hashable {
        let name: String
        let mediaType: String?
        let sha256: String?
    }

    struct Document: Decodable {
        let sha256: String?
    }

    struct FailedPage: Decodable {
        let page: Int
        let code: String
        let message: String
    }

    struct Pages: Decodable {
        let total: Int
    }

    struct Options: Decodable {
        let pages: PageSelection?
    }

    var name: String?
    var mediaType: String?
    var pages: Pages?
    var failedPages: [FailedPage]?
    var options: Options?
    var outputs: [Output]?
    var document: Document?

    init(json: [UInt8]) throws { self = try RecordCoding.decoder.decode(ResultManifest.self, from: Data(json)) }

    /// An output, or the document that stands beside the manifest.
    func output(named name: String) -> Output? {
        if name == "document" { return Output(name: self.name ?? name, mediaType: mediaType, sha256: document?.sha256) }
        return outputs?.first { $0.name == name }
    }
}
