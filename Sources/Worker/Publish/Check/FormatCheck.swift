// SPDX-License-Identifier: GPL-3.0-or-later

/// Looks at a file's bytes as they pass, in memory that does not grow with the file.
protocol FormatCheck {
    /// Whether the file may begin with what has passed so far and these bytes.
    mutating func accepts(_ bytes: [UInt8]) -> Bool

    /// Whether the file may end here.
    var isWhole: Bool { get }
}
