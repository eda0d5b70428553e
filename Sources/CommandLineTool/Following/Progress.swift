// SPDX-License-Identifier: GPL-3.0-or-later

import Conversion
import FoundationEssentials
import Jobs

/// What a progress line says of some jobs.
struct Progress: Equatable {
    private static let barWidth = 24

    /// Nil where all have ended.
    let text: String?

    init(_ jobs: [Job], of count: Int, now: Date) {
        let open = jobs.filter { !$0.status.isTerminal }
        guard !open.isEmpty || jobs.count < count else {
            text = nil
            return
        }
        let subject = count == 1 ? jobs.first?.name ?? "" : "\(count - open.count) of \(count) documents"
        let parts = [Self.state(open, of: count), Self.bar(jobs), Self.timeLeft(open, now: now)]
        text = ([subject] + parts.compactMap { $0 }).joined(separator: "  ")
    }

    /// Words for what no bar shows.
    private static func state(_ open: [Job], of count: Int) -> String? {
        guard count == 1, let job = open.first else { return nil }
        switch job.status {
        case .queued: return "waiting"
        case .retrying: return "waits for its next attempt" + (job.error.map { " (\($0.code.rawValue))" } ?? "")
        case .running where job.pages == nil: return "being looked at"
        case .running, .completed, .failed, .cancelled: return nil
        }
    }

    private static func bar(_ jobs: [Job]) -> String? {
        let total = jobs.compactMap(\.pages?.total).reduce(0, +)
        guard total > 0 else { return nil }
        let done = min(total, jobs.compactMap(\.pages).map(\.settled).reduce(0, +))
        let filled = done * barWidth / total
        let bar = String(repeating: "#", count: filled) + String(repeating: "-", count: barWidth - filled)
        return "[\(bar)] \(done)/\(total) pages"
    }

    /// The slowest job's, at the pace that it has had so far.
    static func timeLeft(_ open: [Job], now: Date) -> String? {
        let left = open.compactMap { job -> Double? in
            guard let pages = job.pages, pages.settled > 0, let start = job.startedAt else { return nil }
            return now.timeIntervalSince(start) / Double(pages.settled) * Double(max(0, pages.total - pages.settled))
        }
        return left.max().map { "\(Quantity.seconds($0.rounded(.up))) left" }
    }
}

extension Job.Pages {
    /// Pages that nothing more will be done for.
    var settled: Int { done + failed }
}
