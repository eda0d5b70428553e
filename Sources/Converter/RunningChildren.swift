// SPDX-License-Identifier: GPL-3.0-or-later

import Conversion
import Glibc

/// The children that have not been reaped, so that their process ids are still theirs.
struct RunningChildren {
    private var requests: [pid_t: UInt64] = [:]
    /// Those that end what they have started before they end themselves.
    private var launchers: Set<pid_t> = []
    /// Launchers that were told to.
    private var warned: Set<pid_t> = []
    private var mayHaveStrangers = false

    func contains(_ request: UInt64) -> Bool { requests.values.contains(request) }

    mutating func add(_ child: pid_t, request: UInt64, isLauncher: Bool) {
        requests[child] = request
        if isLauncher { launchers.insert(child) }
    }

    mutating func kill(_ request: UInt64) {
        for (child, running) in requests where running == request { end(child) }
    }

    mutating func killAll() {
        for child in requests.keys { end(child) }
    }

    /// A launcher that lives on until it is told again can't do its part; what it has started comes to this process.
    private mutating func end(_ child: pid_t) {
        let isFirst = launchers.contains(child) && warned.insert(child).inserted
        Glibc.kill(child, isFirst ? SIGTERM : SIGKILL)
    }

    /// What a launcher left behind comes to this process, which ends it.
    mutating func endStrangers() {
        guard mayHaveStrangers else { return }
        let strangers = Descendants.children().filter { requests[$0] == nil }
        for process in strangers { Glibc.kill(process, SIGKILL) }
        mayHaveStrangers = !strangers.isEmpty
    }

    /// How one child ended, or nil where none has.
    mutating func reap() -> ChildEnd? {
        while true {
            var status: Int32 = 0
            var usage = rusage()
            let child = wait4(-1, &status, WNOHANG, &usage)
            if child < 0 && errno == EINTR { continue }
            guard child > 0 else { return nil }
            guard let request = requests.removeValue(forKey: child) else { continue }
            warned.remove(child)
            if launchers.remove(child) != nil { mayHaveStrangers = true }
            return ChildEnd(id: request, status: status, usage: usage)
        }
    }

    /// - Returns: false where some live on after so many milliseconds.
    mutating func reapAll(within patience: Int, _ signals: SignalDescriptor) -> Bool {
        let end = MonotonicTime.milliseconds + patience
        while true {
            while signals.next() != nil {}
            while reap() != nil {}
            endStrangers()
            if requests.isEmpty && !mayHaveStrangers { return true }
            let rest = end - MonotonicTime.milliseconds
            guard rest > 0 else { return false }
            var wait = pollfd(fd: signals.descriptor, events: Int16(POLLIN), revents: 0)
            poll(&wait, 1, Int32(rest))
        }
    }
}
