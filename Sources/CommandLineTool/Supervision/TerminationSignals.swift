// SPDX-License-Identifier: GPL-3.0-or-later

// Dispatch's sources may be used on any thread, but are not marked so.
@preconcurrency import Dispatch
import Glibc

/// The signals that ask this program to end, as they come.
enum TerminationSignals {
    /// Takes the signals over from the kernel's own way, for as long as the stream is read. From its return on none is lost.
    static func stream() -> AsyncStream<Int32> {
        AsyncStream { continuation in
            let numbers = isHangUpIgnored ? [SIGINT, SIGTERM] : [SIGINT, SIGTERM, SIGHUP]
            let sources = numbers.map { number in
                signal(number, SIG_IGN)
                let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
                source.setEventHandler { continuation.yield(number) }
                return source
            }
            let registrations = DispatchGroup()
            for source in sources {
                registrations.enter()
                source.setRegistrationHandler { registrations.leave() }
                source.resume()
            }
            registrations.wait()
            continuation.onTermination = { _ in
                for source in sources { source.cancel() }
            }
        }
    }

    /// As nohup wants it: then the end of the terminal is not the end of this program. Asked once, since taking a
    /// signal over looks the same.
    private static let isHangUpIgnored: Bool = {
        var current = sigaction()
        guard sigaction(SIGHUP, nil, &current) == 0 else { return false }
        // Nil is the kernel's own way.
        let handler: (@convention(c) (Int32) -> Void)? = current.__sigaction_handler.sa_handler
        return handler.map { unsafeBitCast($0, to: Int.self) } == unsafeBitCast(SIG_IGN, to: Int.self)
    }()
}
