// SPDX-License-Identifier: GPL-3.0-or-later

import Confinement
import Glibc

extension Folder {
    /// Gives a file of another folder a place here, where nothing has that name. It keeps its old one as well, so that a
    /// step that dies halfway can be done again. The bytes are the same ones where the kernel lets the file be linked (the
    /// file system, and whose file it is), else copied.
    /// - Returns: false where there is no such file.
    func take(_ name: String, from other: Folder) throws -> Bool {
        guard let file = try other.open(name) else { return false }
        guard linkat(other.descriptor, name, descriptor, name, 0) != 0 else { return true }
        // A copy would empty what has the name already, which may be the very file.
        guard errno != EEXIST else { throw SystemError("link(\(name))") }
        try copy(file)
        return true
    }

    private func copy(_ file: borrowing InputFile) throws {
        var output = try create(file.name)
        try file.forEachPiece { try output.write($0) }
        try output.finish()
    }
}
