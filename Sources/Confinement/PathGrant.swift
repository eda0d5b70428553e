// SPDX-License-Identifier: GPL-3.0-or-later

import CLinux
import Conversion
import Glibc

/// What may be done by path, on a file or beneath a folder. What is missing here is left out.
struct PathGrant: Sendable {
    let path: String
    let rights: FileRights

    /// What conversion reads.
    static let fontsAndTables: [PathGrant] = [
        "/etc/fonts", "/usr/share/fonts", "/usr/local/share/fonts", "/usr/share/fontconfig", "/var/cache/fontconfig",
        "/usr/share/poppler", "/usr/share/tesseract-ocr",
    ].map { PathGrant(path: $0, rights: [.readFile, .readFolder]) }

    /// What programs and their libraries read and run everywhere.
    static let system: [PathGrant] =
        ExternalConverter.systemReads.map { PathGrant(path: $0, rights: readAndRun) }
        + [PathGrant(path: "/dev/null", rights: [.readFile, .writeFile])]

    static let readAndRun: FileRights = [.readFile, .readFolder, .execute]

    /// Adds the rule. A file has no rights of a folder.
    func add(_ landlock: (FileRights, Int32) throws -> Void) throws {
        let entry = open(path, O_PATH | O_CLOEXEC)
        guard entry >= 0 else { return }
        defer { close(entry) }
        var facts = stat()
        guard fstat(entry, &facts) == 0 else { return }
        try landlock(facts.st_mode & S_IFMT == S_IFDIR ? rights : rights.intersection(.ofFiles), entry)
    }
}
