// SPDX-License-Identifier: GPL-3.0-or-later

import NIOCore

@testable import WebFront

/// A form says the same, or is refused for the same reason, however it is cut; it cannot say more than it has bytes.
enum FormTarget {
    /// Some that are easily taken for something else.
    private static let boundaries = ["x", "-", "----limit7", "a b", "\u{301}"]

    static func run(_ bytes: [UInt8]) {
        var input = FuzzInput(bytes)
        let boundary = boundaries[Int(input.byte()) % boundaries.count]
        let size = Int(input.byte() % 32) + 1
        let body = Array(bytes.dropFirst(2))
        let whole = read(body, boundary, by: max(1, body.count))
        let cut = read(body, boundary, by: size)
        precondition(whole == cut, "\(whole) is \(cut) in pieces of \(size)")
        precondition(whole.parts.reduce(0) { $0 + $1.content.count } <= body.count, "more than was sent")
        for part in whole.parts { check(ClientFileName(part.header.fileName).text) }
    }

    private static func check(_ name: String) {
        precondition(!name.isEmpty && name != "." && name != "..", "no name: \(name)")
        precondition(!name.unicodeScalars.contains { ["/", "\\", "\0"].contains($0) }, "a path: \(name)")
    }

    private static func read(_ body: [UInt8], _ boundary: String, by size: Int) -> FormOutcome {
        var parser = MultipartParser(boundary: boundary)
        var outcome = FormOutcome()
        do throws(MultipartError) {
            for start in stride(from: 0, to: body.count, by: size) {
                parser.feed(ByteBuffer(bytes: body[start..<min(start + size, body.count)]))
                while let event = try parser.next() { outcome.add(event) }
            }
            try parser.finish()
        } catch {
            outcome.error = error
        }
        return outcome
    }
}

private struct FormOutcome: Equatable {
    struct Part: Equatable {
        let header: PartHeader
        var content: [UInt8] = []
        var isWhole = false
    }

    private(set) var parts: [Part] = []
    var error: MultipartError?

    mutating func add(_ event: MultipartEvent) {
        if case .part(let header) = event { return parts.append(Part(header: header)) }
        precondition(parts.last?.isWhole == false, "\(event) outside of a part")
        switch event {
        case .part: break
        case .data(let buffer): parts[parts.count - 1].content += buffer.readableBytesView
        case .endOfPart: parts[parts.count - 1].isWhole = true
        }
    }
}
