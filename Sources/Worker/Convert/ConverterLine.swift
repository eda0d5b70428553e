// SPDX-License-Identifier: GPL-3.0-or-later

import Conversion
import Foundation
import Glibc
import Synchronization

/// The worker's end of one zygote: hands out steps, and on a thread of its own listens to the zygote and to every child
/// and keeps their time. Over when the zygote is gone.
final class ConverterLine: Sendable {
    private struct State {
        var children: [UInt64: ChildWatch] = [:]
        var waiters: [UInt64: CheckedContinuation<StepOutcome, Never>] = [:]
        var facts: ConverterFacts?
        var readyWaiters: [CheckedContinuation<ConverterFacts?, Never>] = []
        var isOver = false
        var nextID: UInt64 = 1
    }

    private let socket: ControlSocket
    /// Of its zygote: each has its own.
    private let number: UInt64
    private let alarm: Alarm
    private let state = Mutex(State())

    /// - Parameter socket: the worker's end.
    init(_ socket: ControlSocket, number: UInt64) throws {
        self.socket = socket
        self.number = number
        do {
            alarm = try Alarm()
        } catch {
            Glibc.close(socket.descriptor)
            throw error
        }
        Thread.detachNewThread { self.listen() }
    }

    deinit { Glibc.close(socket.descriptor) }

    // MARK: Asking

    /// What the zygote says once it is ready; nil where it died first.
    func ready() async -> ConverterFacts? {
        await withCheckedContinuation { continuation in
            let known: ConverterFacts?? = state.withLock { state in
                if state.isOver { return .some(nil) }
                if let facts = state.facts { return .some(facts) }
                state.readyWaiters.append(continuation)
                return nil
            }
            if let known { continuation.resume(returning: known) }
        }
    }

    var isOver: Bool { state.withLock { $0.isOver } }

    /// Runs one step in a child and waits for its end.
    func run(_ order: StepOrder) async -> StepOutcome {
        await withCheckedContinuation { continuation in
            guard !start(order, continuation) else { return }
            let isOver = isOver
            continuation.resume(
                returning: StepOutcome(ending: .lost, deadZygote: isOver ? number : nil, isNotStarted: !isOver)
            )
        }
    }

    /// Ends every child of a job, or of all jobs.
    func stop(job: String?, _ reason: StepOutcome.Ending) {
        for id in state.withLock({ $0.children.filter { job == nil || $0.value.job == job }.keys }) { stop(id, reason) }
    }

    /// Lets the zygote go: it ends its children and itself.
    func close() { shutdown(socket.descriptor, Int32(SHUT_RDWR)) }

    private func start(_ order: StepOrder, _ continuation: CheckedContinuation<StepOutcome, Never>) -> Bool {
        guard let pipe = try? PipeEnds() else { return false }
        defer { Glibc.close(pipe.writing) }
        var request = order.request
        let accepted = state.withLock { state in
            guard !state.isOver else { return false }
            request.id = state.nextID
            state.nextID += 1
            state.children[request.id] = ChildWatch(
                job: order.job,
                request: request,
                reports: pipe.reading,
                pageSeconds: order.pageSeconds,
                documentSeconds: order.documentSeconds,
                onPage: order.onPage
            )
            state.waiters[request.id] = continuation
            return true
        }
        guard accepted else {
            Glibc.close(pipe.reading)
            return false
        }
        do {
            let descriptors = order.descriptors + [pipe.writing]
            try socket.send(ZygoteOrder.run(request), descriptors: descriptors)
        } catch {
            let code = (error as? ControlSocketError)?.code ?? EINVAL
            // `listen` is about to hear of a hang-up too.
            let zygote = [EPIPE, ECONNRESET].contains(code) ? number : nil
            state.withLock { $0.children[request.id]?.lost(zygote, code: code) }
        }
        alarm.ring()
        return true
    }

    private func stop(_ id: UInt64, _ reason: StepOutcome.Ending) {
        let isToBeKilled = state.withLock { $0.children[id]?.stop(reason) ?? false }
        if isToBeKilled { try? socket.send(ZygoteOrder.kill(id)) }
    }

    // MARK: Listening

    private func listen() {
        while listenOnce() {}
        let readyWaiters = state.withLock { state in
            state.isOver = true
            for id in state.children.keys { state.children[id]?.lost(number) }
            defer { state.readyWaiters = [] }
            return state.readyWaiters
        }
        for waiter in readyWaiters { waiter.resume(returning: nil) }
        settleEnded()
        // Others may be about to send something: the descriptor stays theirs.
        close()
    }

    /// Waits for news or a deadline once; false when the zygote is gone.
    private func listenOnce() -> Bool {
        let children = state.withLock { $0.children }
        // One that says no more may live on, and has its deadline.
        let speaking = children.filter { !$0.value.isDrained }
        var polls = [pollfd(fd: socket.descriptor, events: Int16(POLLIN), revents: 0), alarm.poll]
        polls += speaking.values.map { pollfd(fd: $0.reports, events: Int16(POLLIN), revents: 0) }
        let timeout = Self.timeout(children.values)
        let asked = MonotonicClock.seconds
        guard poll(&polls, nfds_t(polls.count), timeout) >= 0 || errno == EINTR else { return false }
        if timeout >= 0 { passOver(MonotonicClock.seconds - asked, of: timeout, children.keys) }
        if polls[1].revents != 0 { alarm.clear() }
        let heard = Set(polls.dropFirst(2).filter { $0.revents != 0 }.map(\.fd))
        for (id, child) in speaking where heard.contains(child.reports) { hear(id, child.reports) }
        var isAlive = polls[0].revents == 0 || receive()
        // Who has ended is not late.
        while isAlive, hasNotice { isAlive = receive() }
        stopLate()
        settleEnded()
        return isAlive
    }

    /// Milliseconds until the first deadline, for poll(2); a second at the most, to see whether time was lost.
    private static func timeout(_ children: some Collection<ChildWatch>) -> Int32 {
        guard let first = children.filter({ $0.end == nil }).map(\.nextDeadline).min() else { return -1 }
        return Int32(min(max((first - MonotonicClock.seconds) * 1000, 0) + 1, 1000))
    }

    /// Where a wait took far longer than it could, the machine or this process stood still, and most likely the children
    /// with it.
    private func passOver(_ seconds: Double, of timeout: Int32, _ waiting: some Collection<UInt64>) {
        guard seconds > Double(timeout) / 1000 + 1 else { return }
        state.withLock { state in
            for id in waiting { state.children[id]?.pass(over: seconds) }
        }
    }

    private var hasNotice: Bool {
        var one = pollfd(fd: socket.descriptor, events: Int16(POLLIN), revents: 0)
        return poll(&one, 1, 0) > 0 && one.revents & Int16(POLLIN) != 0
    }

    private func receive() -> Bool {
        do {
            guard let (notice, descriptors) = try socket.receive(ZygoteNotice.self) else { return false }
            for descriptor in descriptors { Glibc.close(descriptor) }
            switch notice {
            case .ready(let facts): becomeReady(facts)
            case .ended(let end): childEnded(end)
            }
            return true
        } catch {
            return false
        }
    }

    private func becomeReady(_ facts: ConverterFacts) {
        let waiters = state.withLock { state in
            state.facts = facts
            defer { state.readyWaiters = [] }
            return state.readyWaiters
        }
        for waiter in waiters { waiter.resume(returning: facts) }
    }

    private func childEnded(_ end: ChildEnd) {
        guard let child = state.withLock({ $0.children[end.id] }) else { return }
        // What it wrote before its end is in the pipe by now.
        while !child.isDrained, hear(end.id, child.reports, waiting: false) {}
        state.withLock { state in
            state.children[end.id]?.ended(end)
            state.children[end.id]?.drained()
        }
    }

    /// Reads once from a child's pipe; false at its end or where nothing is there.
    @discardableResult
    private func hear(_ id: UInt64, _ reports: Int32, waiting: Bool = true) -> Bool {
        if !waiting {
            var one = pollfd(fd: reports, events: Int16(POLLIN), revents: 0)
            guard poll(&one, 1, 0) > 0 else { return false }
        }
        var buffer = [UInt8](repeating: 0, count: 1 << 14)
        let count = read(reports, &buffer, buffer.count)
        if count < 0 && errno == EINTR { return true }
        do {
            try state.withLock { state in
                if count > 0 {
                    try state.children[id]?.read(buffer.prefix(count))
                } else {
                    state.children[id]?.drained()
                }
            }
        } catch let failure as Failure {
            stop(id, .killed(failure))
        } catch {
            stop(id, .lost)
        }
        return count > 0
    }

    private func stopLate() {
        let now = MonotonicClock.seconds
        let late = state.withLock { $0.children.filter { $0.value.end == nil && $0.value.nextDeadline <= now } }
        for (id, child) in late { stop(id, .killed(child.lateness)) }
    }

    private func settleEnded() {
        let over = state.withLock { state in
            state.children.filter { $0.value.isOver }.map { id, child in
                state.children[id] = nil
                return (child, state.waiters.removeValue(forKey: id))
            }
        }
        for (child, waiter) in over {
            Glibc.close(child.reports)
            waiter?.resume(returning: child.verdict)
        }
    }
}
