// SPDX-License-Identifier: GPL-3.0-or-later

import CAttacks
import Glibc

/// The folder on which one attack is tried: a job's folders, its document, and what belongs to another job. Everybody may
/// read and write all of it, so that nothing but confinement is in the way.
struct Grounds {
    /// A program at the same time: a hostile document may be one.
    static let documentText = "#!/bin/sh\nexit 200\n"

    let path: String
    let document: Int32
    let slices: Int32
    let results: Int32
    /// Open in the process that forks, and not given to the child.
    let secret: Int32
    /// Of another job's document.
    let handle: attack_handle

    init(path: String) throws {
        self.path = path
        for name in ["", "/slices", "/results", "/other"] { try Self.makeFolder(path + name) }
        for name in ["/document", "/slices/own", "/other/document"] { try Self.write(Self.documentText, path + name) }
        document = open(path + "/document", O_RDONLY)
        slices = open(path + "/slices", O_RDONLY | O_DIRECTORY)
        results = open(path + "/results", O_RDONLY | O_DIRECTORY)
        secret = open(path + "/other/document", O_RDONLY)
        handle = attack_handle_of(path + "/other/document")
        guard document >= 0, slices >= 0, results >= 0, secret >= 0 else { throw GroundsError(code: errno) }
    }

    var other: String { path + "/other" }

    func close() { for descriptor in [document, slices, results, secret] { Glibc.close(descriptor) } }

    private static func makeFolder(_ path: String) throws {
        guard mkdir(path, 0o777) == 0, chmod(path, 0o777) == 0 else { throw GroundsError(code: errno) }
    }

    private static func write(_ text: String, _ path: String) throws {
        let file = open(path, O_WRONLY | O_CREAT | O_EXCL, 0o777)
        defer { Glibc.close(file) }
        guard file >= 0, fchmod(file, 0o777) == 0, Glibc.write(file, text, text.utf8.count) == text.utf8.count else {
            throw GroundsError(code: errno)
        }
    }
}

struct GroundsError: Error {
    let code: Int32
}
