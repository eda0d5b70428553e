// SPDX-License-Identifier: GPL-3.0-or-later

import Glibc

/// A document being received. It becomes a job by `accept`, at one moment: a rename.
package final class Upload: Sendable {
    package let id: JobID
    private let spool: Spool
    private let folder: Folder
    private let document: File

    fileprivate init(spool: Spool) throws(SpoolError) {
        id = JobID()
        self.spool = spool
        folder = try spool.uploads.createFolder(id.fileName)
        document = try folder.createFile(Spool.documentName)
    }

    package func write(_ bytes: UnsafeRawBufferPointer) throws(SpoolError) { try document.write(bytes) }

    /// Makes the upload durable and hands it in. On an error nothing has been handed in; `discard` it.
    /// - Parameter request: the bytes of `request.json`.
    package func accept(request: [UInt8]) throws(SpoolError) {
        try prepare(request: request)
        try handIn()
    }

    /// The first half of `accept`: all that can still fail for want of space.
    package func prepare(request: [UInt8]) throws(SpoolError) {
        guard request.count <= Spool.largestRequest else {
            throw SpoolError("write", folder.place(Spool.requestName), code: EFBIG)
        }
        let file = try folder.createFile(Spool.requestName)
        try file.write(request)
        // Both are on their way before the first is waited for.
        document.startWriting()
        file.startWriting()
        try document.synchronize()
        try file.synchronize()
        try folder.synchronize()
    }

    /// The second half of `accept`, for what was prepared. On an error nothing has been handed in.
    package func handIn() throws(SpoolError) {
        do throws(SpoolError) {
            try spool.inboxSynchronization.after { () throws(SpoolError) in
                try spool.uploads.rename(id.fileName, to: spool.inbox, as: submissionName)
            }
        } catch {
            withdraw()
            throw error
        }
    }

    /// Takes back what was handed in, unless a worker was faster.
    package func withdraw() {
        try? spool.inbox.rename(submissionName, to: spool.uploads, as: id.fileName)
    }

    private var submissionName: FileName { id.fileName(suffix: Spool.submissionSuffix) }

    package func discard() { try? spool.uploads.removeTree(id.fileName) }
}

extension Spool {
    package func beginUpload() throws(SpoolError) -> Upload { try Upload(spool: self) }

    /// Removes uploads that nobody has written to for a while: who received them died. Several programs may do so at once.
    /// - Parameters:
    ///   - now: nanoseconds since 1970.
    ///   - age: nanoseconds without a write; far longer than a front lets a client be idle.
    /// - Returns: how many were removed.
    /// - Throws: the first error, after the others have been seen to.
    @discardableResult
    package func sweepUploads(now: Int64, olderThan age: Int64 = 24 * 3600 * 1_000_000_000) throws(SpoolError) -> Int {
        var count = 0
        var failure: SpoolError?
        for name in try uploads.entries() {
            do throws(SpoolError) {
                guard let touched = try lastWrite(name), now.subtractingClamped(touched) > age else { continue }
                try removeUpload(name)
                count += 1
            } catch {
                // It was handed in, or another program was faster.
                if !error.isMissing { failure = failure ?? error }
            }
        }
        if let failure { throw failure }
        return count
    }

    /// The copy of an old document may bear its date; the folder that it was copied into does not.
    private func lastWrite(_ name: FileName) throws(SpoolError) -> Int64? {
        guard let entry = try uploads.info(name) else { return nil }
        guard entry.kind == .folder else { return entry.changed }
        let document = try? uploads.folder(name).info(Self.documentName)
        return max(entry.modified, document?.modified ?? .min)
    }

    /// It goes out of reach by one rename, so that a document that is being handed in is whole or not handed in.
    private func removeUpload(_ name: FileName) throws(SpoolError) {
        let removed = JobID().fileName(suffix: ".removed")
        try uploads.rename(name, to: uploads, as: removed)
        try uploads.removeTree(removed)
    }
}
