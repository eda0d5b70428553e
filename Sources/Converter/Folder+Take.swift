// SPDX-License-Identifier: GPL-3.0-or-later

import Glibc

extension Folder {
    /// Gives a file of another folder a place here. It keeps its old one as well, so that a step that dies halfway can
    /// be done again; the bytes are the same ones where the file system has hard links, else copied.
    /// - Returns: false where there is no such file.
    func take(_ name: String, from other: Folder) throws -> Bool {
        guard let file = try other.open(name) else { return false }
        unlinkat(descriptor, name, 0)
        guard linkat(other.descriptor, name, descriptor, name, 0) != 0 else { return true }
        try copy(file)
        return true
    }

    private func copy(_ file: borrowing InputFile) throws {
        var output = try create(file.name)
        try file.forEachPiece { try output.write($0) }
        try output.finish()
    }
}
