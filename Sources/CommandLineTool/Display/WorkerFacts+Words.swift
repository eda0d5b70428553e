// SPDX-License-Identifier: GPL-3.0-or-later

import Spool

extension WorkerFacts {
    /// `active`, or `paused: disk_full`.
    var words: String { state.rawValue + (reason.map { ": \($0)" } ?? "") }
}
