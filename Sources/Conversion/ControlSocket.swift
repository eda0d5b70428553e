// SPDX-License-Identifier: GPL-3.0-or-later

import FoundationEssentials
import Glibc

/// The worker's line to the zygote: datagrams of JSON over a socket pair (SOCK_SEQPACKET), descriptors beside them.
package struct ControlSocket: Sendable {
    /// Largest datagram in bytes; what is sent is far smaller.
    static let largestDatagram = 1 << 17

    package let descriptor: Int32

    package init(descriptor: Int32) { self.descriptor = descriptor }

    /// Two connected ends, both closed on exec.
    package static func pair() throws -> (ControlSocket, ControlSocket) {
        var ends: [Int32] = [-1, -1]
        let kind = Int32(SOCK_SEQPACKET.rawValue | SOCK_CLOEXEC.rawValue)
        guard socketpair(AF_UNIX, kind, 0, &ends) == 0 else { throw ControlSocketError(operation: "socketpair") }
        return (ControlSocket(descriptor: ends[0]), ControlSocket(descriptor: ends[1]))
    }

    /// Sends one message; the descriptors are copied to the other side and stay open here.
    /// - Throws: `ControlSocketError`, also for a message that the other side could not read whole.
    package func send(_ message: some Encodable, descriptors: [Int32] = []) throws {
        var body = try Array(JSONEncoder().encode(message))
        guard body.count <= Self.largestDatagram else { throw ControlSocketError(operation: "sendmsg", code: EMSGSIZE) }
        var control = DescriptorMessage.bytes(carrying: descriptors)
        let sent = withHeader(body: &body, control: &control) { header in
            repeat {
                let count = sendmsg(descriptor, &header, Int32(MSG_NOSIGNAL))
                if count >= 0 || errno != EINTR { return count }
            } while true
        }
        guard sent == body.count else { throw ControlSocketError(operation: "sendmsg") }
    }

    /// The next message with the descriptors that came along (closed on exec, the receiver's to close), or nil where the
    /// other side is gone.
    package func receive<Message: Decodable>(_ type: Message.Type) throws -> (message: Message, descriptors: [Int32])? {
        var body = [UInt8](repeating: 0, count: Self.largestDatagram)
        var control = [UInt8](repeating: 0, count: DescriptorMessage.space(for: ConversionRequest.mostDescriptors))
        var controlLength = 0
        let count = withHeader(body: &body, control: &control) { header in
            repeat {
                let count = recvmsg(descriptor, &header, Int32(MSG_CMSG_CLOEXEC))
                controlLength = Int(header.msg_controllen)
                if count >= 0 || errno != EINTR { return count }
            } while true
        }
        if count == 0 || (count < 0 && errno == ECONNRESET) { return nil }
        guard count > 0 else { throw ControlSocketError(operation: "recvmsg") }
        let descriptors = DescriptorMessage.descriptors(in: Array(control.prefix(controlLength)))
        do {
            return (try JSONDecoder().decode(type, from: Data(body.prefix(count))), descriptors)
        } catch {
            for descriptor in descriptors { close(descriptor) }
            throw error
        }
    }

    private func withHeader(
        body: inout [UInt8],
        control: inout [UInt8],
        _ call: (inout msghdr) -> Int
    ) -> Int {
        body.withUnsafeMutableBytes { body in
            control.withUnsafeMutableBytes { control in
                var vector = iovec(iov_base: body.baseAddress, iov_len: body.count)
                return withUnsafeMutablePointer(to: &vector) { vector in
                    var header = msghdr()
                    header.msg_iov = vector
                    header.msg_iovlen = 1
                    header.msg_control = control.isEmpty ? nil : control.baseAddress
                    header.msg_controllen = control.count
                    return call(&header)
                }
            }
        }
    }
}
