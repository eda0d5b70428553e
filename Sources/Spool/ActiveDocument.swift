// SPDX-License-Identifier: GPL-3.0-or-later

/// Why an entry that claims to be a document is none.
package struct UnsafeDocument: Error, Hashable, Sendable, CustomStringConvertible {
    /// There is none at all.
    package let isMissing: Bool
    package let description: String
}

extension Spool {
    /// What finished pages left, below a claimed document's folder.
    static let slicesName: FileName = "slices"

    /// Opens a claimed document for reading: a regular file with one name, in the folder itself.
    /// - Throws: `UnsafeDocument`, or `SpoolError` where it can't be opened.
    package func openDocument(of id: JobID) throws -> File {
        let folder = try active.folder(id.fileName)
        let refusal = { (what: String) in
            UnsafeDocument(
                isMissing: false,
                description: "The document is \(what). Drop a regular file, copied or moved in."
            )
        }
        // Looked at before it is opened as well: opening a device can have effects.
        switch try folder.info(Self.documentName)?.kind {
        case nil:
            throw UnsafeDocument(isMissing: true, description: "The submission holds no file named document.")
        case .file: break
        case .link: throw refusal("a symbolic link")
        case .fifo: throw refusal("a FIFO")
        case .socket: throw refusal("a socket")
        case .device: throw refusal("a device")
        case .folder: throw refusal("a folder")
        }
        let file = try folder.file(Self.documentName)
        let info = try file.info()
        guard info.kind == .file else { throw refusal("a \(info.kind.rawValue)") }
        guard info.links == 1 else { throw refusal("a hard link: its bytes can change under another name") }
        return file
    }

    /// The bytes of the claimed `request.json`, or nil where the program that dropped it wrote none.
    package func request(of id: JobID) throws(SpoolError) -> [UInt8]? {
        let folder = try active.folder(id.fileName)
        guard let info = try folder.info(Self.requestName) else { return nil }
        guard info.kind == .file else { throw SpoolError("read", folder.place(Self.requestName), code: 22) }
        return try folder.file(Self.requestName).contents(limit: Self.largestRequest)
    }

    package func activeIDs() throws(SpoolError) -> [JobID] { Self.ids(try active.entries()) }

    /// The folder of a job's finished slices; made where it is missing.
    package func slices(of id: JobID) throws(SpoolError) -> Folder {
        try active.folder(id.fileName).openOrCreateFolder(Self.slicesName)
    }

    /// Removes the folder that was made for a file which did not move into it.
    /// - Returns: false where it holds more, and stays.
    @discardableResult
    package func clearUnfinishedClaim(_ id: JobID) throws(SpoolError) -> Bool {
        let folder = try active.folder(id.fileName)
        guard try folder.entries().allSatisfy({ $0 == Self.requestName }) else { return false }
        try folder.remove(Self.requestName)
        return try active.removeEmptyFolder(id.fileName)
    }

    package func removeActive(_ id: JobID) throws(SpoolError) { try active.removeTree(id.fileName) }

    /// Takes a folder that can't be worked with out of the jobs', and keeps it beside them: within one folder a rename needs
    /// no rights on what is renamed.
    package func leave(_ id: JobID) throws(SpoolError) {
        do throws(SpoolError) {
            try active.rename(id.fileName, to: active, as: JobID().fileName(suffix: ".left"))
        } catch {
            guard error.isMissing else { throw error }
        }
        try active.synchronize()
    }

    /// Makes claims durable, so that no job record outlives its document.
    package func synchronize(_ claims: [Claim]) throws(SpoolError) {
        for claim in claims { try claim.folder?.synchronize() }
        try active.synchronize()
        try inbox.synchronize()
    }

    static func ids(_ names: [FileName]) -> [JobID] {
        names.compactMap { JobID($0.description) }.sorted { $0.text < $1.text }
    }
}
