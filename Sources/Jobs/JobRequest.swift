// SPDX-License-Identifier: GPL-3.0-or-later

import Conversion
package import FoundationEssentials

/// `request.json`: what travels with a document into the inbox. Every field may be absent, since any program may write it.
package struct JobRequest: Codable, Hashable, Sendable {
    /// The client's name for the document; never a path of ours.
    package var name: String?
    package var bytes: Int64?
    /// SHA-256 in lower-case hexadecimal.
    package var sha256: String?
    package var receivedAt: Date?
    /// Nil where the one who dropped it said nothing of it.
    package var options: RequestedOptions?

    package init(
        name: String? = nil,
        bytes: Int64? = nil,
        sha256: String? = nil,
        receivedAt: Date? = nil,
        options: RequestedOptions? = nil
    ) {
        self.name = name.map(Self.shortened)
        self.bytes = bytes
        self.sha256 = sha256
        self.receivedAt = receivedAt
        self.options = options
    }

    /// - Throws: `Failure` with `invalid_request`.
    package init(json: [UInt8]) throws {
        do {
            self = try RecordCoding.decoder.decode(JobRequest.self, from: Data(json))
        } catch let failure as Failure {
            throw failure
        } catch {
            throw Failure(.invalidRequest, "request.json can't be read: \(Self.explained(error))")
        }
        name = name.map(Self.shortened)
    }

    package var json: [UInt8] {
        get throws { try Array(RecordCoding.encoder.encode(self)) }
    }

    /// The name that is kept: of 255 characters, and since one character may have any length, of 1024 scalars.
    private static func shortened(_ name: String) -> String {
        String(Substring(name.unicodeScalars.prefix(1024)).prefix(255))
    }

    private static func explained(_ error: any Error) -> String {
        guard let error = error as? DecodingError else { return "\(error)" }
        switch error {
        case .typeMismatch(_, let context), .valueNotFound(_, let context), .keyNotFound(_, let context),
            .dataCorrupted(let context):
            let place = context.codingPath.map(\.stringValue).joined(separator: ".")
            return place.isEmpty ? context.debugDescription : "\(place): \(context.debugDescription)"
        @unknown default: return "\(error)"
        }
    }
}
