// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import Glibc

@testable import CommandLineTool

/// Listens on a free port of this machine and answers one request, whatever it is.
struct SingleAnswer {
    let port: Int

    init(_ text: String) throws {
        let listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        port = try Self.listen(listener)
        Thread.detachNewThread {
            defer { close(listener) }
            let connection = accept(listener, nil, nil)
            defer { close(connection) }
            var request = [UInt8](repeating: 0, count: 64 << 10)
            guard recv(connection, &request, request.count, 0) > 0 else { return }
            var text = text
            text.withUTF8 { _ = send(connection, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
        }
    }

    /// - Returns: the port.
    private static func listen(_ listener: Int32) throws -> Int {
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = in_addr_t(INADDR_LOOPBACK).bigEndian
        var size = socklen_t(MemoryLayout<sockaddr_in>.size)
        let failed = withUnsafeMutableBytes(of: &address) { bytes in
            let place = bytes.assumingMemoryBound(to: sockaddr.self).baseAddress
            return bind(listener, place, size) != 0 || Glibc.listen(listener, 1) != 0
                || getsockname(listener, place, &size) != 0
        }
        if failed { throw CommandFailure(.unreachable, "nothing to listen on: \(String(cString: strerror(errno)))") }
        return Int(in_port_t(bigEndian: address.sin_port))
    }
}
