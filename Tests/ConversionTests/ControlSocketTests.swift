// SPDX-License-Identifier: GPL-3.0-or-later

import Conversion
import Glibc
import Testing

struct ControlSocketTests {
    @Test func carriesAMessageWithItsDescriptors() throws {
        let (near, far) = try ControlSocket.pair()
        var pipe: [Int32] = [-1, -1]
        try #require(Glibc.pipe(&pipe) == 0)
        defer { for descriptor in pipe + [near.descriptor, far.descriptor] { close(descriptor) } }
        let request = ConversionRequest(
            id: 7,
            step: .slice(PageRange(3, 9)),
            outputs: [.text, .images],
            dpi: 150,
            limits: Limits()
        )

        try near.send(ZygoteOrder.run(request), descriptors: pipe)
        let (message, descriptors) = try #require(try far.receive(ZygoteOrder.self))

        #expect(message == .run(request))
        try #require(descriptors.count == 2)
        // What is written into one copy comes out of the other.
        var byte: UInt8 = 42
        #expect(write(descriptors[1], &byte, 1) == 1)
        var got: UInt8 = 0
        #expect(read(pipe[0], &got, 1) == 1)
        #expect(got == 42)
        for descriptor in descriptors { close(descriptor) }
    }

    @Test func endsWhenTheOtherSideIsGone() throws {
        let (near, far) = try ControlSocket.pair()
        close(near.descriptor)
        #expect(try far.receive(ZygoteNotice.self) == nil)
        close(far.descriptor)
    }

    @Test func refusesBytesThatAreNoMessage() throws {
        let (near, far) = try ControlSocket.pair()
        defer { for socket in [near, far] { close(socket.descriptor) } }
        try near.send(["not": "an order"])
        #expect(throws: (any Error).self) { try far.receive(ZygoteOrder.self) }
    }
}
