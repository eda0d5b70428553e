// SPDX-License-Identifier: GPL-3.0-or-later

import Confinement
import Glibc

/// A file that is open for reading.
struct InputFile: ~Copyable {
    let name: String
    let descriptor: Int32

    deinit { close(descriptor) }

    var isRegular: Bool {
        get throws {
            var facts = stat()
            guard fstat(descriptor, &facts) == 0 else { throw SystemError("stat(\(name))") }
            return facts.st_mode & S_IFMT == S_IFREG
        }
    }

    /// Its first bytes, at most so many.
    func head(_ count: Int) throws -> [UInt8] { try DescriptorBytes.first(count, of: descriptor, name) }

    func readAll() throws -> [UInt8] {
        var bytes: [UInt8] = []
        try forEachPiece { bytes.append(contentsOf: $0) }
        return bytes
    }

    /// Hands over the file piece by piece.
    func forEachPiece(_ body: (UnsafeRawBufferPointer) throws -> Void) throws {
        try withUnsafeTemporaryAllocation(byteCount: OutputFile.bufferSize, alignment: 16) { buffer in
            while true {
                let count = read(descriptor, buffer.baseAddress, buffer.count)
                if count < 0 && errno == EINTR { continue }
                guard count >= 0 else { throw SystemError("read(\(name))") }
                guard count > 0 else { return }
                try body(UnsafeRawBufferPointer(rebasing: buffer[..<count]))
            }
        }
    }
}
