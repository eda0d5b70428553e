// SPDX-License-Identifier: GPL-3.0-or-later

extension Spool {
    /// The bytes of a job's manifest, or nil where it has no results.
    package func manifest(of id: JobID) -> [UInt8]? {
        try? results.folder(id.fileName).file(Self.manifestName).contents(limit: 64 << 20)
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
}
