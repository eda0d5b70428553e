// SPDX-License-Identifier: GPL-3.0-or-later

import FoundationEssentials
import Glibc
import Jobs
import Settings

/// Standard output and standard error. Every line is written at once: who follows a job through a pipe waits for it.
enum Console {
    static let isTerminal = isatty(STDOUT_FILENO) == 1

    /// Columns of the terminal; nil in a pipe, where nothing is cut.
    static var width: Int? {
        guard isTerminal else { return nil }
        var size = winsize()
        guard ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return 80 }
        return Int(size.ws_col)
    }

    /// One line for people; control characters are escaped.
    static func line(_ text: String) { write(text.escapingControls + "\n") }

    /// One line for programs.
    static func json(_ value: some Encodable) throws {
        let text = String(decoding: try RecordCoding.encoder.encode(value), as: UTF8.self)
        write(text.escapingControlsInJSON + "\n")
    }

    /// A sentence on standard error.
    static func note(_ sentence: String) {
        let text = "pannier: " + sentence.escapingControls + "\n"
        _ = text.utf8.withContiguousStorageIfAvailable { Self.write(UnsafeRawBufferPointer($0), to: STDERR_FILENO) }
    }

    /// As it is, control sequences included.
    static func write(_ text: String) {
        var text = text
        let code = text.withUTF8 { write(UnsafeRawBufferPointer($0), to: STDOUT_FILENO) }
        guard let code else { return }
        // With nobody left to read (a pipe into head) there is nobody to tell either.
        if code != EPIPE { note("standard output can't be written: \(String(cString: strerror(code)))") }
        exit(CommandStatus.unreachable.rawValue)
    }

    /// - Returns: the error's number, or nil.
    private static func write(_ bytes: UnsafeRawBufferPointer, to descriptor: Int32) -> Int32? {
        var rest = bytes
        while !rest.isEmpty {
            let count = Glibc.write(descriptor, rest.baseAddress, rest.count)
            if count < 0 && errno == EINTR { continue }
            guard count > 0 else { return errno }
            rest = UnsafeRawBufferPointer(rebasing: rest.dropFirst(count))
        }
        return nil
    }
}
