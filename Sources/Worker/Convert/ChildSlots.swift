// SPDX-License-Identifier: GPL-3.0-or-later

/// Bounds how many children run at once. A step that is ready waits here, so that it starts as soon as another ends.
struct ChildSlots {
    private struct Waiter {
        let job: String
        let continuation: CheckedContinuation<StepOutcome.Ending?, Never>
    }

    private var free: Int
    private var waiters: [Waiter] = []

    init(_ count: Int) { free = count }

    mutating func takeFree() -> Bool {
        guard free > 0 else { return false }
        free -= 1
        return true
    }

    /// - Parameter continuation: gets nil with a slot, or why there will be none.
    mutating func wait(_ job: String, _ continuation: CheckedContinuation<StepOutcome.Ending?, Never>) {
        waiters.append(Waiter(job: job, continuation: continuation))
    }

    /// Gives a slot back; the step that has waited longest gets it.
    mutating func release() {
        guard !waiters.isEmpty else {
            free += 1
            return
        }
        waiters.removeFirst().continuation.resume(returning: nil)
    }

    /// Lets the steps of one job, or all of them, wait no longer.
    mutating func refuse(job: String?, _ reason: StepOutcome.Ending) {
        let refused = waiters.filter { job == nil || $0.job == job }
        waiters.removeAll { job == nil || $0.job == job }
        for waiter in refused { waiter.continuation.resume(returning: reason) }
    }
}
