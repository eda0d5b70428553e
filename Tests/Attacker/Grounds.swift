// SPDX-License-Identifier: GPL-3.0-or-later

import Glibc

/// The folder on which attacks are tried: a job's folders, its document, and what belongs to another job.
struct Grounds {
    static let documentText = "a document"

    let path: String
    let document: Int32
    let slices: Int32
    let results: Int32
    /// Open in the process that forks, and not given to the child.
    let secret: Int32

    init(path: String) throws {
        self.path = path
        for name in ["slices", "results", "other"] { mkdir(path + "/" + name, 0o777) }
        for name in ["document", "other/document"] { try Self.write(Self.documentText, to: path + "/" + name) }
        document = open(path + "/document", O_RDONLY)
        slices = open(path + "/slices", O_RDONLY | O_DIRECTORY)
        results = open(path + "/results", O_RDONLY | O_DIRECTORY)
        secret = open(path + "/other/document", O_RDONLY)
        guard document >= 0, slices >= 0, results >= 0, secret >= 0 else { throw GroundsError(code: errno) }
    }

    var other: String { path + "/other" }

    private static func write(_ text: String, to path: String) throws {
        let file = open(path, O_WRONLY | O_CREAT, 0o644)
        guard file >= 0, Glibc.write(file, text, text.utf8.count) == text.utf8.count else {
            throw GroundsError(code: errno)
        }
        close(file)
    }
}

struct GroundsError: Error {
    let code: Int32
}
