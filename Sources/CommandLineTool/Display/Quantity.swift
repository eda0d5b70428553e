// SPDX-License-Identifier: GPL-3.0-or-later

import FoundationEssentials

/// Sizes and times for people.
enum Quantity {
    static func bytes(_ count: Int64) -> String {
        let units = ["B", "kB", "MB", "GB", "TB", "PB"]
        var value = Double(count)
        var unit = 0
        while value >= 999.5, unit < units.count - 1 {
            value /= 1000
            unit += 1
        }
        let isWhole = unit == 0 || value >= 9.95
        let digits = isWhole ? "\(Int(value.rounded()))" : "\((value * 10).rounded() / 10)"
        return "\(digits) \(units[unit])"
    }

    static func seconds(_ seconds: Double) -> String {
        if seconds < 0.0995 { return "\(Int((max(0, seconds) * 1000).rounded())) ms" }
        if seconds < 9.95, seconds != seconds.rounded() { return "\((seconds * 10).rounded() / 10) s" }
        let whole = Int(seconds.rounded())
        switch whole {
        case ..<60: return "\(whole) s"
        case ..<3600: return "\(whole / 60) min \(whole % 60) s"
        case ..<86_400: return "\(whole / 3600) h \(whole % 3600 / 60) min"
        default: return "\(whole / 86_400) d \(whole % 86_400 / 3600) h"
        }
    }

    static func time(_ date: Date) -> String { date.formatted(Date.ISO8601FormatStyle()) }
}
