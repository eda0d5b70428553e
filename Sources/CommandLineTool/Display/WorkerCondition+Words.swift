// SPDX-License-Identifier: GPL-3.0-or-later

import Spool

extension WorkerCondition {
    /// Such as `active, sandbox=full` or `paused: disk_full, sandbox=full`.
    var words: String {
        word + (pauseReason.map { ": \($0)" } ?? "") + (facts?.sandbox.map { ", sandbox=\($0)" } ?? "")
    }
}
