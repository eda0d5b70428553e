// SPDX-License-Identifier: GPL-3.0-or-later

/// Who goes next among the jobs that have a step to do. Higher priority first. Then documents that have had few pages
/// yet, the longest waiting first: so a letter passes a book. Longer ones take turns behind them, and get every fourth
/// turn at the least: so a book is never starved by letters. Those that came first are finished first, with a bounded number
/// under way: what is done of a book lies on the disk until the rest is.
struct TurnOrder: Sendable {
    struct Candidate: Hashable, Sendable {
        var id: String
        var priority: Int
        var servedPages: Int
        /// Rises with each claim.
        var arrival: UInt64
        /// Rises with each turn; 0 before the first.
        var lastTurn: UInt64
    }

    /// Pages until a document counts as long.
    static let shortPages = 32
    static let longShare = 4
    /// Most long documents that take turns, of those that have a step to do.
    static let longWindow = 128

    private var shortTurns = 0

    /// Nil where nobody waits.
    mutating func choose(among candidates: [Candidate]) -> Candidate? {
        guard let priority = candidates.map(\.priority).max() else { return nil }
        let first = candidates.filter { $0.priority == priority }
        let short = first.filter { $0.servedPages < Self.shortPages }.min { $0.arrival < $1.arrival }
        let long = Self.window(first.filter { $0.servedPages >= Self.shortPages }).min {
            ($0.lastTurn, $0.arrival) < ($1.lastTurn, $1.arrival)
        }
        guard let short, let long else {
            shortTurns = 0
            return short ?? long
        }
        shortTurns = (shortTurns + 1) % Self.longShare
        return shortTurns == 0 ? long : short
    }

    private static func window(_ long: [Candidate]) -> ArraySlice<Candidate> {
        guard long.count > longWindow else { return long[...] }
        return long.sorted { $0.arrival < $1.arrival }.prefix(longWindow)
    }
}
