// SPDX-License-Identifier: GPL-3.0-or-later

import Spool

extension WorkerFacts {
    /// Such as `active, sandbox=full` or `paused: disk_full, sandbox=full`.
    var words: String {
        state.rawValue + (reason.map { ": \($0)" } ?? "") + (sandbox.map { ", sandbox=\($0)" } ?? "")
    }
}
