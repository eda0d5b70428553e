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

    /// What it writes it can read again: a time outside the years that can be written becomes the nearest one.
    package static func text(_ date: Date) -> String {
        let milliseconds = min(max(date.milliseconds, times.lowerBound), times.upperBound)
        // The style cuts off after milliseconds, and a binary fraction may lie just below the one that is meant.
        return Date(timeIntervalSince1970: Double(milliseconds) / 1000 + 0.0001).formatted(style)
    }

    package static func date(_ text: String) -> Date? {
        guard let date = (try? style.parse(text)) ?? (try? Date.ISO8601FormatStyle().parse(text)),
            times.contains(date.milliseconds)
        else { return nil }
        return date
    }

    /// Milliseconds since 1970 of the years 0 to 9999: RFC 3339 has no others, Foundation's style reads on.
    private static let times: ClosedRange<Int64> = -62_167_219_200_000...253_402_300_799_999

    private static let style = Date.ISO8601FormatStyle(includingFractionalSeconds: true)
}
