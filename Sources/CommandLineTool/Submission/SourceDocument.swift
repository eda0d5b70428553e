// SPDX-License-Identifier: GPL-3.0-or-later

import FoundationEssentials
import Glibc

/// A document to hand in, opened; it is read once, from start to end.
final class SourceDocument: Sendable {
    private static let chunkSize = 1 << 20

    /// What the job will be called.
    let name: String
    /// For messages.
    let place: String
    /// Nil where only the end tells, as in a pipe.
    let bytes: Int64?
    private let descriptor: Int32

    /// Opens what is to be read; the path `-` is standard input.
    /// - Parameter raw: the path's bytes with a zero at the end, where they may be other than the text's.
    /// - Throws: `CommandFailure`.
    init(path: String, name: String?, raw: [CChar]? = nil) throws {
        let isInput = path == "-"
        place = isInput ? "standard input" : path
        self.name = name ?? path.split(separator: "/").last.map { String($0) } ?? path
        descriptor = isInput ? dup(STDIN_FILENO) : Self.open(path, raw)
        var facts = stat()
        guard descriptor >= 0, fstat(descriptor, &facts) == 0 else {
            throw CommandFailure(.unreachable, "\(place) can't be read: \(String(cString: strerror(errno)))")
        }
        let kind = facts.st_mode & S_IFMT
        if kind == S_IFDIR {
            throw CommandFailure(.failed, "\(place) is a folder: name the files in it, such as \(place)/*")
        }
        bytes = kind == S_IFREG && !isInput ? Int64(facts.st_size) : nil
        if bytes == 0 { throw Self.empty(place) }
    }

    deinit { close(descriptor) }

    /// Empty at the end.
    /// - Throws: `CommandFailure`, or `CancellationError` where nobody wants it any more.
    func nextChunk() async throws -> [UInt8] {
        try await wait()
        var code: Int32 = 0
        let chunk = [UInt8](unsafeUninitializedCapacity: Self.chunkSize) { buffer, filled in
            var count: Int
            repeat { count = read(descriptor, buffer.baseAddress, buffer.count) } while count < 0 && errno == EINTR
            if count < 0 { code = errno }
            filled = max(0, count)
        }
        guard code == 0 else {
            throw CommandFailure(.unreachable, "\(place) can't be read: \(String(cString: strerror(code)))")
        }
        return chunk
    }

    /// Waits for bytes or the end. A pipe may give neither for as long as it likes; others have the thread in between.
    private func wait() async throws {
        try Task.checkCancellation()
        var waiting = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        while poll(&waiting, 1, 100) == 0 {
            await Task.yield()
            try Task.checkCancellation()
        }
    }

    static func empty(_ place: String) -> CommandFailure {
        CommandFailure(.failed, "\(place) is empty: there is nothing to convert")
    }

    private static func open(_ path: String, _ raw: [CChar]?) -> Int32 {
        let flags = O_RDONLY | O_CLOEXEC
        return raw.map { Glibc.open($0, flags) } ?? Glibc.open(path, flags)
    }
}
