// SPDX-License-Identifier: GPL-3.0-or-later

import Conversion
import FoundationEssentials
import Glibc

/// The child's line to the worker: a line of JSON for each report.
struct ReportPipe {
    let descriptor: Int32
    /// What is to be done before the child ends here.
    var clearAway: () -> Void = {}

    func send(_ report: PageReport) { send([report]) }

    /// One write for all: a few reports are shorter than what a pipe takes in one piece, so that the worker sees all of
    /// them or none. Where nobody reads, the child ends.
    func send(_ reports: [PageReport]) {
        var lines: [UInt8] = []
        for report in reports {
            guard let line = try? JSONEncoder().encode(report) else { end() }
            lines += line + [UInt8(ascii: "\n")]
        }
        var sent = 0
        while sent < lines.count {
            let count = lines.withUnsafeBytes { write(descriptor, $0.baseAddress?.advanced(by: sent), $0.count - sent) }
            if count < 0 && errno == EINTR { continue }
            guard count > 0 else { end() }
            sent += count
        }
    }

    private func end() -> Never {
        clearAway()
        _exit(ChildExit.failed)
    }
}
