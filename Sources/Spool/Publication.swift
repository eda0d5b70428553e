// SPDX-License-Identifier: GPL-3.0-or-later

extension Spool {
    /// An empty folder in which one attempt builds its results.
    package func beginBuilding(_ id: JobID, attempt: Int) throws(SpoolError) -> Folder {
        let name = Self.buildingName(id, attempt)
        try building.removeTree(name)
        return try building.createFolder(name)
    }

    /// What this attempt has built so far, or an empty folder.
    func openBuilding(_ id: JobID, attempt: Int) throws(SpoolError) -> Folder {
        try building.openOrCreateFolder(Self.buildingName(id, attempt))
    }

    /// What this attempt has built so far.
    package func built(_ id: JobID, attempt: Int) throws(SpoolError) -> Folder {
        try building.folder(Self.buildingName(id, attempt))
    }

    package func discardBuilding(_ id: JobID, attempt: Int) throws(SpoolError) {
        try building.removeTree(Self.buildingName(id, attempt))
    }

    /// Makes the built results visible, whole and durable, at one moment: a rename. `settle` follows.
    /// - Throws: `SpoolError`, and nothing has been published; with `exists` where the job has results already.
    package func publish(_ id: JobID, attempt: Int, manifest: [UInt8]) throws(SpoolError) {
        let name = Self.buildingName(id, attempt)
        let folder = try building.folder(name)
        let file = try folder.createFile(Self.manifestName)
        try file.write(manifest)
        try takeOverSlices(of: id)
        try folder.takeOwnership()
        try folder.synchronizeTree()
        try building.rename(name, to: results, as: id.fileName)
        do throws(SpoolError) {
            try results.synchronize()
        } catch {
            // Nobody knows whether it would outlast a loss of power: taken back, and built again.
            try? results.rename(id.fileName, to: building, as: name)
            throw error
        }
    }

    /// The results may be the very files of finished pages (hard links), and their owner is about to change. Where this
    /// attempt fails, the next child finds by the folder's owner that they are to be handed over to it.
    private func takeOverSlices(of id: JobID) throws(SpoolError) {
        guard try active.contains(id.fileName) else { return }
        let job = try active.folder(id.fileName)
        if try job.contains(Self.slicesName) { try job.folder(Self.slicesName).takeOver() }
    }

    /// After publication: keeps the document with its results and clears the rest away. Safe to repeat.
    package func settle(_ id: JobID) throws(SpoolError) {
        let folder: Folder
        do throws(SpoolError) {
            folder = try active.folder(id.fileName)
        } catch {
            if error.isMissing { return }
            throw error
        }
        if try folder.contains(Self.documentName) {
            try folder.rename(Self.documentName, over: Self.documentName, in: results.folder(id.fileName))
        }
        try clearActive(id)
    }

    /// Out of the way at least, where somebody made in it what we may not remove.
    private func clearActive(_ id: JobID) throws(SpoolError) {
        do throws(SpoolError) {
            try removeActive(id)
        } catch {
            guard error.isDenied else { throw error }
            try active.rename(id.fileName, to: building, as: JobID().fileName(suffix: ".left"))
        }
    }

    /// Nothing survives here a worker's end: the slices do, and from them results are built again.
    /// - Returns: what could not be removed, and why.
    @discardableResult
    package func sweepBuilding() throws(SpoolError) -> [SpoolError] {
        var left: [SpoolError] = []
        for name in try building.entries() {
            do throws(SpoolError) {
                try building.removeTree(name)
            } catch {
                guard error.isDenied else { throw error }
                left.append(error)
            }
        }
        return left
    }

    static func buildingName(_ id: JobID, _ attempt: Int) -> FileName {
        id.fileName(suffix: ".\(attempt)")
    }
}
