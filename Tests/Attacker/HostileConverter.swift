// SPDX-License-Identifier: GPL-3.0-or-later

import Confinement
import Conversion
import FoundationEssentials
import Glibc

/// Stands where the worker expects `pannier-converter`: its children are confined as the real ones are, and then do to
/// their folders what the document says.
struct HostileConverter {
    private let socket = ControlSocket(descriptor: STDIN_FILENO)
    private let sandbox: Sandbox
    private var children: [pid_t: UInt64] = [:]

    init() throws {
        sandbox = try Sandbox(.full, user: geteuid() == 0 ? UnprivilegedUser(named: "nobody") : nil)
    }

    /// Serves the worker until it is gone.
    mutating func run() throws {
        try socket.send(ZygoteNotice.ready(ConverterFacts(sandbox: .full)))
        while true {
            var wait = pollfd(fd: socket.descriptor, events: Int16(POLLIN), revents: 0)
            // Children that end do not wake it.
            poll(&wait, 1, 10)
            try reap()
            guard wait.revents != 0 else { continue }
            guard let (order, descriptors) = try socket.receive(ZygoteOrder.self) else { break }
            carryOut(order, descriptors)
        }
        for child in children.keys { kill(child, SIGKILL) }
    }

    private mutating func carryOut(_ order: ZygoteOrder, _ descriptors: [Int32]) {
        defer { for descriptor in descriptors { close(descriptor) } }
        switch order {
        case .kill(let request):
            for (child, running) in children where running == request { kill(child, SIGKILL) }
        case .run(let request):
            let parent = getpid()
            let child = fork()
            if child == 0 { HostileChild.run(request, descriptors, sandbox, parent) }
            children[child] = request.id
        }
    }

    private mutating func reap() throws {
        var status: Int32 = 0
        while case let child = waitpid(-1, &status, WNOHANG), child > 0 {
            guard let request = children.removeValue(forKey: child) else { continue }
            let signal = status & 0x7F
            let cause = signal == 0 ? ChildEnd.Cause.exited((status >> 8) & 0xFF) : .signalled(signal)
            let end = ChildEnd(id: request, cause: cause, userSeconds: 0, systemSeconds: 0, residentBytes: 0)
            try socket.send(ZygoteNotice.ended(end))
        }
    }
}
