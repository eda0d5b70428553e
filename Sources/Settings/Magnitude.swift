// SPDX-License-Identifier: GPL-3.0-or-later

/// Numbers with units, as people write them in settings.
package enum Magnitude {
    /// `100`, `20k`, `100M`.
    static func number(_ text: String) -> Int? {
        scaled(text, units: ["": 1, "k": 1_000, "m": 1_000_000, "g": 1_000_000_000])
    }

    /// `500`, `500MB`, `2GB`, `2GiB`.
    package static func bytes(_ text: String) -> Int? {
        scaled(
            text,
            units: [
                "": 1, "b": 1,
                "k": 1_000, "kb": 1_000, "kib": 1 << 10,
                "m": 1_000_000, "mb": 1_000_000, "mib": 1 << 20,
                "g": 1_000_000_000, "gb": 1_000_000_000, "gib": 1 << 30,
                "tb": 1_000_000_000_000, "tib": 1 << 40,
            ]
        ).flatMap { $0 > 0 ? $0 : nil }
    }

    /// `500ms`, `60s`, `30m`, `1h`; seconds where there is no unit.
    package static func duration(_ text: String) -> Duration? {
        scaled(text, units: ["ms": 1, "": 1_000, "s": 1_000, "m": 60_000, "h": 3_600_000, "d": 86_400_000])
            .flatMap { $0 > 0 ? .milliseconds($0) : nil }
    }

    private static func scaled(_ text: String, units: [String: Int]) -> Int? {
        let digits = text.prefix { $0.isASCII && $0.isNumber }
        let unit = text.dropFirst(digits.count).lowercased().filter { $0 != " " }
        guard let number = Int(digits), let factor = units[unit] else { return nil }
        let (product, overflow) = number.multipliedReportingOverflow(by: factor)
        return overflow ? nil : product
    }
}
