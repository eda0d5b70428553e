// SPDX-License-Identifier: GPL-3.0-or-later

import Glibc

extension Spool {
    /// The bytes of a job's manifest, or nil where it has no results.
    /// - Throws: where it can't be read just now.
    package func manifest(of id: JobID) throws(SpoolError) -> [UInt8]? {
        try results.contents(of: Self.manifestName, in: id.fileName, limit: 64 << 20)
    }

    /// Opens one output.
    /// - Parameter name: as in the manifest, such as `pages/0001.png`; nil is returned for anything that is no file there.
    package func result(_ name: String, of id: JobID) -> File? {
        let components = name.split(separator: "/", omittingEmptySubsequences: false).map { FileName($0) }
        guard let last = components.last ?? nil, var folder = try? results.folder(id.fileName) else { return nil }
        for component in components.dropLast() {
            guard let component, let next = try? folder.folder(component) else { return nil }
            folder = next
        }
        guard let file = try? folder.file(last), let info = try? file.info(), info.kind == .file else { return nil }
        return file
    }

    /// Moves a job's results, without the document, to a path that the operator named, where there is nothing yet.
    package func deliver(_ id: JobID, to path: String) throws(SpoolError) {
        try results.folder(id.fileName).remove(Self.documentName)
        let failed = id.fileName.withCString { renameat(results.descriptor, $0, AT_FDCWD, path) != 0 }
        if failed { throw SpoolError("move the results to", path) }
    }

    /// Moves what is in a job's results, without the document, into a folder that the operator named, on the same mount.
    /// The manifest comes last: where it is, all of it is.
    package func deliver(_ id: JobID, into folder: Folder) throws(SpoolError) {
        let made = try results.folder(id.fileName)
        try made.remove(Self.documentName)
        let others = try made.entries().filter { $0 != Self.manifestName }
        for name in others + [Self.manifestName] { try made.rename(name, to: folder, as: name) }
    }
}
