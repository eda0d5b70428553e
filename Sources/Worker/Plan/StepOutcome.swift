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
    /// The number of the zygote that died around it; nil where none did.
    var deadZygote: UInt64?
    /// Whether there was no child at all, for want of tasks, descriptors or memory.
    var isNotStarted = false
    var inspection: Inspection?
    /// The document's type where another program has to convert it.
    var foreignType: String?
    /// Whether this is what an earlier attempt left, and no child has run.
    var isRemembered = false
    /// Pages whose files are whole.
    var endedPages: Set<Int> = []
    var failedPages: [Int: Failure] = [:]
    /// The page that it began last.
    var lastPage: Int?
    /// Pages that need a child of their own.
    var deferredPages: Set<Int> = []
    /// Files that another program added to the results.
    var addedFiles: Set<String> = []
    /// Whether *inspect* has gone on to the end: the results are built.
    var isAssembled = false
    /// Seconds on the wall.
    var seconds: Double = 0
    /// Of these, since the child was last seen to get on.
    var silentSeconds: Double = 0
}
