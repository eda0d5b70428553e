// SPDX-License-Identifier: GPL-3.0-or-later

// Dispatch's sources may be used on any thread, but are not marked so.
@preconcurrency import Dispatch
import Glibc

/// The signals that ask this program to end, as they come.
enum TerminationSignals {
    /// Takes the signals over from the kernel's own way, for as long as the stream is read.
    static func stream() -> AsyncStream<Int32> {
        AsyncStream { continuation in
            let sources = [SIGINT, SIGTERM, SIGHUP].map { number in
                signal(number, SIG_IGN)
                let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
                source.setEventHandler { continuation.yield(number) }
                source.resume()
                return source
            }
            continuation.onTermination = { _ in
                for source in sources { source.cancel() }
            }
        }
    }
}
