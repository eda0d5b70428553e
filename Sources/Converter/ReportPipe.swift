// SPDX-License-Identifier: GPL-3.0-or-later

import Conversion
import FoundationEssentials
import Glibc

/// The child's line to the worker: a line of JSON for each report.
struct ReportPipe {
    let descriptor: Int32

    /// One write each; a report is shorter than what a pipe takes in one piece. Where nobody reads, the child ends.
    func send(_ report: PageReport) {
        guard var line = try? Array(JSONEncoder().encode(report)) else { _exit(ChildExit.failed) }
        line.append(UInt8(ascii: "\n"))
        var sent = 0
        while sent < line.count {
            let count = line.withUnsafeBytes { write(descriptor, $0.baseAddress?.advanced(by: sent), $0.count - sent) }
            if count < 0 && errno == EINTR { continue }
            guard count > 0 else { _exit(ChildExit.failed) }
            sent += count
        }
    }
}
