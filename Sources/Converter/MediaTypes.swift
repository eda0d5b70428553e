// SPDX-License-Identifier: GPL-3.0-or-later

import CMagic
import Confinement
import Glibc

/// Tells what bytes are, by libmagic's database.
struct MediaTypes: ~Copyable {
    private let database: magic_t

    init() throws {
        guard let database = magic_open(MAGIC_MIME_TYPE) else { throw SystemError("magic_open") }
        guard magic_load(database, nil) == 0 else {
            let reason = magic_error(database).map { String(cString: $0) } ?? "unknown error"
            magic_close(database)
            throw SystemError("magic_load: \(reason)")
        }
        self.database = database
    }

    deinit { magic_close(database) }

    /// - Parameter bytes: the first of a document.
    /// - Returns: a MIME type.
    func mediaType(of bytes: [UInt8]) -> String {
        magic_buffer(database, bytes, bytes.count).map { String(cString: $0) } ?? "application/octet-stream"
    }

    /// Such as `5.44`.
    static var libraryVersion: String {
        let number = magic_version()
        let minor = number % 100
        return "\(number / 100).\(minor < 10 ? "0" : "")\(minor)"
    }
}
