// SPDX-License-Identifier: GPL-3.0-or-later

import Glibc

/// A TCP connection to the front, by hand: for requests that no client would send. Its calls block.
struct RawConnection {
    enum Ending {
        /// Waits for the answer and sends no more.
        case open
        /// Says that nothing more comes, and reads the answer.
        case finished
        /// Is reset, without reading anything.
        case gone
    }

    struct Failure: Error {
        let code: Int32
    }

    let port: Int

    /// What the front answers until it closes the connection.
    func exchange(_ text: String, _ ending: Ending) throws -> String {
        let descriptor = try connected()
        defer { close(descriptor) }
        // It may refuse before it has read everything.
        var text = text
        text.withUTF8 { _ = send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
        switch ending {
        case .open: break
        case .finished: shutdown(descriptor, Int32(SHUT_WR))
        case .gone:
            var reset = linger(l_onoff: 1, l_linger: 0)
            setsockopt(descriptor, SOL_SOCKET, SO_LINGER, &reset, socklen_t(MemoryLayout<linger>.size))
            return ""
        }
        return try received(descriptor)
    }

    /// Reads nothing of the answer, and waits until the front resets the connection.
    /// - Returns: the error that the connection has then; 0 where it has none for a minute.
    func errorOfUnread(_ text: String) throws -> Int32 {
        let descriptor = try connected()
        defer { close(descriptor) }
        var text = text
        text.withUTF8 { _ = send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
        // Errors are always waited for.
        var event = pollfd(fd: descriptor, events: 0, revents: 0)
        poll(&event, 1, 60_000)
        var code: Int32 = 0
        var size = socklen_t(MemoryLayout<Int32>.size)
        getsockopt(descriptor, SOL_SOCKET, SO_ERROR, &code, &size)
        return code
    }

    private func connected() throws -> Int32 {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = in_port_t(port).bigEndian
        address.sin_addr.s_addr = in_addr_t(INADDR_LOOPBACK).bigEndian
        let failed = withUnsafeBytes(of: &address) { bytes in
            connect(descriptor, bytes.assumingMemoryBound(to: sockaddr.self).baseAddress, socklen_t(bytes.count)) != 0
        }
        if failed { throw Failure(code: errno) }
        var patience = timeval(tv_sec: 60, tv_usec: 0)
        setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &patience, socklen_t(MemoryLayout<timeval>.size))
        return descriptor
    }

    /// - Throws: `Failure` with EAGAIN where nothing comes for a minute, and the connection stays.
    private func received(_ descriptor: Int32) throws -> String {
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 64 << 10)
        while true {
            let count = recv(descriptor, &buffer, buffer.count, 0)
            if count < 0 && errno == EAGAIN { throw Failure(code: errno) }
            guard count > 0 else { return String(decoding: bytes, as: UTF8.self) }
            bytes += buffer.prefix(count)
        }
    }
}
