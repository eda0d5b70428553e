// SPDX-License-Identifier: GPL-3.0-or-later

import Glibc

/// Another program of ours, found as it was installed: beside this one.
struct InstalledProgram: Sendable {
    let name: String
    let path: String

    /// - Throws: `CommandFailure` where it isn't installed.
    init(_ name: String, orOnPath: Bool = false) throws {
        let beside = try Self.ownFolder()
        let elsewhere = orOnPath ? Self.searchPath : []
        let candidates = ([beside] + elsewhere).map { $0 + "/" + name }
        guard let found = candidates.first(where: { access($0, X_OK) == 0 }) else {
            throw CommandFailure(.unreachable, "\(name) isn't installed in \(beside): install it beside pannier")
        }
        self.name = name
        path = found
    }

    private static var searchPath: [String] {
        guard let path = getenv("PATH") else { return [] }
        return String(cString: path).split(separator: ":").map { String($0) }
    }

    private static func ownFolder() throws -> String {
        var characters = [CChar](repeating: 0, count: Int(PATH_MAX))
        let count = readlink("/proc/self/exe", &characters, characters.count)
        guard count > 0 else {
            throw CommandFailure(.unreachable, "/proc/self/exe can't be read: \(String(cString: strerror(errno)))")
        }
        let path = String(decoding: characters.prefix(count).map { UInt8(bitPattern: $0) }, as: UTF8.self)
        return path.lastIndex(of: "/").map { String(path[..<$0]) } ?? "."
    }
}
