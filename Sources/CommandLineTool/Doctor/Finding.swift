// SPDX-License-Identifier: GPL-3.0-or-later

import Spool

/// What one check of the self-test came to.
struct Finding: Encodable {
    enum Status: String, Encodable, Comparable {
        case ok, warn, fail

        static func < (one: Status, other: Status) -> Bool { one.rank < other.rank }

        private var rank: Int {
            switch self {
            case .ok: 0
            case .warn: 1
            case .fail: 2
            }
        }
    }

    let check: String
    let status: Status
    let detail: String
    /// What to do, where something is to be done.
    let advice: String?
    var milliseconds: Double?

    private init(_ check: String, _ status: Status, _ detail: String, advice: String?) {
        self.check = check
        self.status = status
        self.detail = detail
        self.advice = advice
    }

    static func ok(_ check: String, _ detail: String) -> Finding { Finding(check, .ok, detail, advice: nil) }

    static func warn(_ check: String, _ detail: String, _ advice: String) -> Finding {
        Finding(check, .warn, detail, advice: advice)
    }

    static func fail(_ check: String, _ detail: String, _ advice: String) -> Finding {
        Finding(check, .fail, detail, advice: advice)
    }

    /// Runs a check with a clock beside it; the advice is for one that throws, unless the error says better what to do.
    static func timed(_ check: String, advice: String, _ run: () throws -> Finding) -> Finding {
        let start = ContinuousClock.now
        var finding: Finding
        do {
            finding = try run()
        } catch {
            finding = .fail(check, "\(error)", Self.advice(against: error) ?? advice)
        }
        let seconds = start.duration(to: .now).seconds
        finding.milliseconds = (seconds * 1_000_000).rounded() / 1000
        return finding
    }

    /// Nil where the error may have any cause.
    private static func advice(against error: any Error) -> String? {
        guard let error = error as? SpoolError else { return nil }
        if error.isDenied { return "run this as pannier's user, or give this one the right to read and write there" }
        if error.isReadOnly { return "mount this file system for writing; the system's log says why it is not" }
        // Where the kernel has no more watches to give, it says that there is no space, too.
        return error.isOutOfSpace && error.operation != "watch" ? "free some space on this disk" : nil
    }
}
