// SPDX-License-Identifier: GPL-3.0-or-later

extension String {
    /// Columns that it takes on a terminal.
    var columns: Int { unicodeScalars.reduce(0) { $0 + $1.columns } }

    /// Cut to so many columns, with an ellipsis where something is gone.
    func fitted(to width: Int) -> String {
        guard columns > width else { return self }
        var taken = 0
        let kept = unicodeScalars.prefix { scalar in
            taken += scalar.columns
            return taken < width
        }
        return String(String.UnicodeScalarView(kept)) + "…"
    }

    func padded(to width: Int) -> String { self + String(repeating: " ", count: max(0, width - columns)) }

    func paddedLeft(to width: Int) -> String { String(repeating: " ", count: max(0, width - columns)) + self }
}

extension Unicode.Scalar {
    fileprivate var columns: Int {
        switch properties.generalCategory {
        case .nonspacingMark, .enclosingMark, .format, .control: 0
        default: Self.wide.contains { $0.contains(value) } ? 2 : 1
        }
    }

    /// East Asian wide and fullwidth (Unicode, UAX 11), and emoji.
    private static let wide: [ClosedRange<UInt32>] = [
        0x1100...0x115F, 0x2E80...0x303E, 0x3041...0xA4CF, 0xA960...0xA97F, 0xAC00...0xD7A3, 0xF900...0xFAFF,
        0xFE30...0xFE6F, 0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x1F300...0x1F64F, 0x1F900...0x1F9FF, 0x20000...0x3FFFD,
    ]
}
