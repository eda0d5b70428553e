// SPDX-License-Identifier: GPL-3.0-or-later

import Conversion
import FoundationEssentials

extension Job {
    private enum Key: String, CodingKey {
        case id, status, name, mediaType, bytes, sha256, priority, attempt, pages, outputs
        case createdAt, startedAt, finishedAt, error, links
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        try container.encode(id, forKey: .id)
        try container.encode(status, forKey: .status)
        try container.encode(name, forKey: .name)
        try container.encodeIfPresent(mediaType, forKey: .mediaType)
        try container.encodeIfPresent(bytes, forKey: .bytes)
        try container.encodeIfPresent(sha256, forKey: .sha256)
        try container.encode(priority, forKey: .priority)
        try container.encode(attempt, forKey: .attempt)
        try container.encodeIfPresent(pages, forKey: .pages)
        try container.encode(outputs, forKey: .outputs)
        try container.encode(createdAt, forKey: .createdAt)
        try container.encodeIfPresent(startedAt, forKey: .startedAt)
        try container.encodeIfPresent(finishedAt, forKey: .finishedAt)
        try container.encodeIfPresent(error, forKey: .error)
        try container.encode(links, forKey: .links)
    }

    /// Where HTTP has the job and its results.
    package var links: [String: String] {
        let path = "/v1/jobs/\(id)"
        return ["self": path, "results": path + "/results"]
    }
}
