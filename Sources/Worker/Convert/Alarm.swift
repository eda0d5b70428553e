// SPDX-License-Identifier: GPL-3.0-or-later

import Glibc

/// Wakes a thread that sleeps in poll(2): a pipe with a byte in it.
final class Alarm: Sendable {
    private let pipe: PipeEnds

    init() throws {
        pipe = try PipeEnds()
        for end in [pipe.reading, pipe.writing] { _ = fcntl(end, F_SETFL, O_NONBLOCK) }
    }

    deinit {
        close(pipe.reading)
        close(pipe.writing)
    }

    var poll: pollfd { pollfd(fd: pipe.reading, events: Int16(POLLIN), revents: 0) }

    func ring() {
        var byte: UInt8 = 1
        // A full pipe rings already.
        _ = write(pipe.writing, &byte, 1)
    }

    func clear() {
        var bytes = [UInt8](repeating: 0, count: 64)
        while read(pipe.reading, &bytes, bytes.count) > 0 {}
    }
}
