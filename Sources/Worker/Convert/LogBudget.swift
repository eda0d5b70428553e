// SPDX-License-Identifier: GPL-3.0-or-later

/// So many lines a second of what others print: they work on foreign bytes, and a log is no place for all that a document
/// makes them say.
struct LogBudget {
    static let linesOfSecond = 20
    /// Characters of a line.
    static let longestLine = 1000

    private var second = -Double.infinity
    private var lines = 0
    private var leftOut = 0

    /// - Parameter now: in seconds.
    /// - Returns: what to log of a line: itself, cut, after a word of what was left out before; nothing where it is too much.
    mutating func words(of line: String, at now: Double) -> [String] {
        if now - second >= 1 { (second, lines) = (now, 0) }
        guard lines < Self.linesOfSecond else {
            leftOut += 1
            return []
        }
        lines += 1
        defer { leftOut = 0 }
        let gap = leftOut > 0 ? ["(\(leftOut) lines left out)"] : []
        return gap + [line.count > Self.longestLine ? line.prefix(Self.longestLine) + "…" : line]
    }
}
