// SPDX-License-Identifier: GPL-3.0-or-later

import Confinement
import Glibc

/// A file that is being written, through a buffer.
struct OutputFile: ~Copyable {
    /// In bytes.
    static let bufferSize = 1 << 16

    let name: String
    let descriptor: Int32
    private var buffer: [UInt8] = []

    init(name: String, descriptor: Int32) {
        self.name = name
        self.descriptor = descriptor
    }

    deinit { close(descriptor) }

    mutating func write(_ bytes: some Sequence<UInt8>) throws {
        buffer.append(contentsOf: bytes)
        if buffer.count >= Self.bufferSize { try flush() }
    }

    /// Writes what is left; without this the file stays incomplete.
    consuming func finish() throws { try flush() }

    private mutating func flush() throws {
        try buffer.withUnsafeBytes { bytes in
            var rest = bytes[...]
            while !rest.isEmpty {
                let count = Glibc.write(descriptor, UnsafeRawBufferPointer(rebasing: rest).baseAddress, rest.count)
                if count < 0 && errno == EINTR { continue }
                guard count > 0 else { throw SystemError("write(\(name))") }
                rest = rest.dropFirst(count)
            }
        }
        buffer.removeAll(keepingCapacity: true)
    }
}
