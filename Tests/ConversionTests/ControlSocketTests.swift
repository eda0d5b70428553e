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

    @Test func carriesTheOrderToAssembleEveryOtherPage() throws {
        let (near, far) = try ControlSocket.pair()
        defer { for socket in [near, far] { close(socket.descriptor) } }
        let pages = stride(from: 1, to: 10_000, by: 2).map { PageRange(page: $0) }
        let plan = AssemblePlan(pages: pages, failedPages: [3, 5])
        let request = ConversionRequest(id: 1, step: .assemble(plan), outputs: [.text], dpi: 150, limits: Limits())
        try near.send(ZygoteOrder.run(request))
        #expect(try far.receive(ZygoteOrder.self)?.message == .run(request))
    }

    @Test func sendsNothingThatCanNotBeReadWhole() throws {
        let (near, far) = try ControlSocket.pair()
        defer { for socket in [near, far] { close(socket.descriptor) } }
        #expect(throws: ControlSocketError.self) { try near.send(String(repeating: "a", count: 1 << 17)) }
        try near.send("short")
        #expect(try far.receive(String.self)?.message == "short")
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
