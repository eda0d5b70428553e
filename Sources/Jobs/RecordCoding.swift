// SPDX-License-Identifier: GPL-3.0-or-later

package import FoundationEssentials

/// How records become JSON: keys sorted, times RFC 3339 in UTC with milliseconds, absent is absent.
package enum RecordCoding {
    package static var encoder: JSONEncoder {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        encoder.dateEncodingStrategy = .custom { date, encoder in
            var container = encoder.singleValueContainer()
            try container.encode(text(date))
        }
        return encoder
    }

    package static var decoder: JSONDecoder {
        let decoder = JSONDecoder()
        decoder.dateDecodingStrategy = .custom { decoder in
            let container = try decoder.singleValueContainer()
            let text = try container.decode(String.self)
            if let date = date(text) { return date }
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "\"\(text)\" is no RFC 3339 time")
        }
        return decoder
    }

    package static func text(_ date: Date) -> String {
        // The style cuts off after milliseconds, and a binary fraction may lie just below the one that is meant.
        Date(timeIntervalSince1970: Double(date.milliseconds) / 1000 + 0.0001).formatted(style)
    }

    package static func date(_ text: String) -> Date? {
        (try? style.parse(text)) ?? (try? Date.ISO8601FormatStyle().parse(text))
    }

    private static let style = Date.ISO8601FormatStyle(includingFractionalSeconds: true)
}
