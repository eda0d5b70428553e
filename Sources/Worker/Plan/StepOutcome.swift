// SPDX-License-Identifier: GPL-3.0-or-later

import Conversion

/// What came of one child.
struct StepOutcome: Hashable, Sendable {
    enum Ending: Hashable, Sendable {
        case done
        /// The child itself says that the step can't be done.
        case failed(Failure)
        /// The child died or was stopped at a limit.
        case killed(Failure)
        /// The converter died around it, or the step was withdrawn: nothing is said of the document.
        case lost
    }

    var ending: Ending
    var inspection: Inspection?
    /// Whether this is what an earlier attempt left, and no child has run.
    var isRemembered = false
    /// Pages whose files are whole.
    var endedPages: Set<Int> = []
    var failedPages: [Int: Failure] = [:]
    /// Whether *inspect* has gone on to the end: the results are built.
    var isAssembled = false
    /// Seconds on the wall.
    var seconds: Double = 0
    /// Of these, since the child's last report.
    var silentSeconds: Double = 0
}
