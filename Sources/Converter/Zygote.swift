// SPDX-License-Identifier: GPL-3.0-or-later

import CLinux
import Confinement
import Conversion
import Glibc

/// The process that has everything loaded and forks a child for each step. It has one thread, so that a child may do
/// anything after the fork; and it is the only one that kills and reaps children, so that no process id is used again
/// under the worker's feet.
struct Zygote: ~Copyable {
    private let socket: ControlSocket
    private let signals: SignalDescriptor
    private let engine: Engine
    private let sandbox: Sandbox
    private var children = RunningChildren()

    /// Serves the worker until it is gone.
    /// - Throws: where the process can't be made ready.
    static func run(_ socket: ControlSocket, _ options: ConverterOptions) throws {
        pannier_close_from(3)
        pannier_leave_terminal()
        guard pannier_adopt_orphans() == 0 else { throw SystemError("prctl(PR_SET_CHILD_SUBREAPER)") }
        pannier_keep_freed_memory()
        signal(SIGINT, SIG_IGN)
        signal(SIGPIPE, SIG_IGN)
        let signals = try SignalDescriptor([SIGCHLD, SIGTERM])
        let engine = try Engine(options.languages)
        let facts = options.facts()
        try ThreadCount.requireOne()
        try socket.send(ZygoteNotice.ready(facts))
        // Children are never less confined than was asked for; the worker says what is missing.
        guard facts.sandbox == options.level else { return }
        let sandbox = try Sandbox(options.level, user: try options.user)
        var zygote = Zygote(socket: socket, signals: signals, engine: engine, sandbox: sandbox)
        defer { zygote.endChildren() }
        try zygote.serve()
    }

    private init(socket: ControlSocket, signals: SignalDescriptor, engine: consuming Engine, sandbox: Sandbox) {
        self.socket = socket
        self.signals = signals
        self.engine = engine
        self.sandbox = sandbox
    }

    private mutating func serve() throws {
        while true {
            var waits = [
                pollfd(fd: socket.descriptor, events: Int16(POLLIN), revents: 0),
                pollfd(fd: signals.descriptor, events: Int16(POLLIN), revents: 0),
            ]
            guard poll(&waits, nfds_t(waits.count), -1) >= 0 else {
                if errno == EINTR { continue }
                throw SystemError("poll")
            }
            if waits[1].revents != 0, try !takeSignals() { return }
            if waits[0].revents != 0, try !takeOrder(waits[0].revents) { return }
        }
    }

    /// - Returns: false when it is time to go.
    private mutating func takeSignals() throws -> Bool {
        while let number = signals.next() { if number == SIGTERM { return false } }
        while let end = children.reap() { try socket.send(ZygoteNotice.ended(end)) }
        children.endStrangers()
        return true
    }

    /// - Returns: false when the worker is gone.
    private mutating func takeOrder(_ events: Int16) throws -> Bool {
        do {
            guard let (order, descriptors) = try socket.receive(ZygoteOrder.self) else {
                // An empty datagram reads like the end; only a hang-up is one.
                return events & Int16(POLLHUP) == 0
            }
            try carryOut(order, descriptors)
        } catch let error as DecodingError {
            ConverterProgram.complain("an order that can't be read: \(error)")
        }
        return true
    }

    private mutating func carryOut(_ order: ZygoteOrder, _ descriptors: [Int32]) throws {
        defer { for descriptor in descriptors { close(descriptor) } }
        switch order {
        case .kill(let request):
            children.kill(request)
        case .run(let request):
            guard let code = start(request, descriptors) else { return }
            try socket.send(ZygoteNotice.ended(ChildEnd(id: request.id, notStarted: code)))
        }
    }

    /// - Returns: nil, or the reason why there is no child (errno).
    private mutating func start(_ request: ConversionRequest, _ descriptors: [Int32]) -> Int32? {
        guard descriptors.count == request.descriptorCount else { return EINVAL }
        guard !children.contains(request.id) else { return EEXIST }
        let zygote = getpid()
        let child = fork()
        if child == 0 {
            Child.run(request, descriptors: descriptors, parent: zygote, sandbox: sandbox, engine: engine)
        }
        guard child > 0 else { return errno }
        children.add(child, request: request.id, isLauncher: request.step.isExternal)
        return nil
    }

    /// Launchers get the time to end what they have started, and no longer; the kernel ends who is left with this process.
    private mutating func endChildren() {
        for patience in [2000, 3000] {
            children.killAll()
            if children.reapAll(within: patience, signals) { return }
        }
    }
}
