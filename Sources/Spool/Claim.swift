// SPDX-License-Identifier: GPL-3.0-or-later

/// An entry of the inbox that this worker has taken: its folder below `spool/active` is ours alone.
package struct Claim: Sendable {
    package let id: JobID
    /// The submission's or file's name in the inbox.
    package let name: FileName
    /// Made for a plain file, and not synchronized yet.
    let folder: Folder?

    /// Claimed by a worker that has ended; the name is not known any more.
    package init(earlier id: JobID) { self.init(id: id, name: id.fileName, folder: nil) }

    init(id: JobID, name: FileName, folder: Folder?) {
        self.id = id
        self.name = name
        self.folder = folder
    }

    /// For people: the name without what marks a submission.
    package var title: String {
        let text = name.description
        return text.hasSuffix(Spool.submissionSuffix) ? String(text.dropLast(Spool.submissionSuffix.count)) : text
    }
}

/// Why an entry of the inbox was not taken.
package enum ClaimRefusal: Hashable, Sendable {
    /// Not a document by its name or kind: dot-files, half-written names, folders.
    case notADocument
    /// Somebody still writes it.
    case beingWritten
    /// Nobody can say whether it is being written (no leases here): look again when it has been still for a while.
    case uncertain
    /// Another took it, or its owner took it back.
    case gone
}

package enum ClaimOutcome: Sendable {
    case claimed(Claim)
    case left(ClaimRefusal)
}

/// Takes entries out of the inbox, by a rename.
package struct Claims: Sendable {
    /// Nanoseconds that a file must have been still where leases don't work, and an empty one always.
    package static let stillness: Int64 = 5_000_000_000

    private let spool: Spool

    package init(_ spool: Spool) { self.spool = spool }

    /// - Parameters:
    ///   - announced: its writer closed it or renamed it in, says inotify.
    ///   - now: nanoseconds since 1970.
    ///   - request: makes `request.json` for a plain file.
    package func claim(
        _ name: FileName,
        announced: Bool,
        now: Int64,
        request: (FileName) -> [UInt8]
    ) throws(SpoolError) -> ClaimOutcome {
        guard let info = try spool.inbox.info(name) else { return .left(.gone) }
        if Self.isLeftAlone(name) { return .left(.notADocument) }
        if name.hasSuffix(Spool.submissionSuffix), info.kind == .folder { return try claimSubmission(name) }
        switch info.kind {
        case .folder: return .left(.notADocument)
        case .file: return try claimFile(name, info: info, announced: announced, now: now, request: request)
        // Taken out of everybody's way, to be refused by name.
        case .link, .fifo, .socket, .device: return try take(name, request: request)
        }
    }

    static func isLeftAlone(_ name: FileName) -> Bool {
        name.hasPrefix(".") || [".part", ".tmp", ".crdownload"].contains { name.hasSuffix($0) }
    }

    private func claimSubmission(_ name: FileName) throws(SpoolError) -> ClaimOutcome {
        let stem = FileName(bytes: name.bytes.dropLast(Spool.submissionSuffix.utf8.count))
        let asked = stem.flatMap { JobID($0.description) }
        let id = try free(asked) ?? JobID()
        do throws(SpoolError) {
            try spool.inbox.rename(name, to: spool.active, as: id.fileName)
        } catch {
            // A share may do it and lose its answer.
            let taken = try spool.active.info(id.fileName)
            guard try spool.inbox.info(name) == nil, taken != nil else {
                if error.isMissing { return .left(.gone) }
                throw error
            }
        }
        do throws(SpoolError) {
            try removeForeign(in: id)
        } catch {
            guard error.isDenied || error.isNoFolder else { return .claimed(Claim(id: id, name: name, folder: nil)) }
            // Neither its request nor its document could be read, or what it holds would pass for our own.
            try spool.leave(id)
            throw error
        }
        return .claimed(Claim(id: id, name: name, folder: nil))
    }

    /// The id that a submission asks for, where no other job has it.
    private func free(_ asked: JobID?) throws(SpoolError) -> JobID? {
        guard let asked else { return nil }
        return try spool.locate(asked) == .inbox ? asked : nil
    }

    /// What a submission holds that would pass for our own.
    private func removeForeign(in id: JobID) throws(SpoolError) {
        let folder = try spool.active.folder(id.fileName)
        for name in Progress.names + [Spool.reasonName] { try folder.removeTree(name) }
    }

    private func claimFile(
        _ name: FileName,
        info: FileInfo,
        announced: Bool,
        now: Int64,
        request: (FileName) -> [UInt8]
    ) throws(SpoolError) -> ClaimOutcome {
        // A file dated in the future was last written, at the latest, when its date was set.
        let isStill = now.subtractingClamped(min(info.modified, info.changed)) >= Self.stillness
        // An empty file is most often one whose writer has not begun.
        if info.bytes == 0 && !isStill { return .left(.uncertain) }
        let file: File
        do throws(SpoolError) {
            file = try spool.inbox.file(name)
        } catch {
            if error.isMissing { return .left(.gone) }
            throw error
        }
        switch WriterCheck(file) {
        case .writing: return .left(.beingWritten)
        case .unknown where !announced && !isStill: return .left(.uncertain)
        case .unknown, .free: return try take(name, request: request)
        }
    }

    private func take(
        _ name: FileName,
        request: (FileName) -> [UInt8]
    ) throws(SpoolError) -> ClaimOutcome {
        let id = JobID()
        let folder = try spool.active.createFolder(id.fileName)
        do throws(SpoolError) {
            try folder.writeFile(Spool.requestName, request(name))
            try spool.inbox.rename(name, to: folder, as: Spool.documentName)
        } catch {
            // A share may do it and lose its answer: then the document is here.
            guard try folder.info(Spool.documentName) == nil else {
                return .claimed(Claim(id: id, name: name, folder: folder))
            }
            try spool.clearUnfinishedClaim(id)
            if error.isMissing { return .left(.gone) }
            throw error
        }
        return .claimed(Claim(id: id, name: name, folder: folder))
    }
}
