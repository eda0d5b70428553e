// SPDX-License-Identifier: GPL-3.0-or-later

import Glibc

/// The last parts of the paths of all UNIX sockets that some process has bound: it may not listen yet.
struct BoundSockets {
    private static let mostBytes = 16 << 20

    private var names: Set<ArraySlice<UInt8>> = []

    /// Nil where nobody can say.
    init?() {
        let file = open("/proc/net/unix", O_RDONLY | O_CLOEXEC)
        guard file >= 0 else { return nil }
        defer { close(file) }
        guard let bytes = Self.bytes(of: file) else { return nil }
        for line in bytes.split(separator: UInt8(ascii: "\n")) {
            // The path is the eighth, and may have been told from any folder.
            let fields = line.split(separator: UInt8(ascii: " "), maxSplits: 7)
            guard fields.count > 7, let name = fields[7].split(separator: UInt8(ascii: "/")).last else { continue }
            names.insert(name)
        }
    }

    func contains(_ name: [CChar]) -> Bool { names.contains(name.dropLast().map(UInt8.init(bitPattern:))[...]) }

    private static func bytes(of file: Int32) -> [UInt8]? {
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = read(file, &buffer, buffer.count)
            guard count >= 0, bytes.count + count <= mostBytes else { return nil }
            if count == 0 { return bytes }
            bytes += buffer.prefix(count)
        }
    }
}
