// SPDX-License-Identifier: GPL-3.0-or-later

/// What an attempt has reached, kept beside the document where the converter can't write: the next attempt goes on there.
/// Not synchronized: after a restart of the machine it is thrown away.
package struct Progress: Sendable {
    private static let name: FileName = "progress"
    private static let inspection: FileName = "inspection.json"
    /// All that attempts leave beside the document.
    static let names = [name, Spool.slicesName, Spool.runName, Spool.renderedName]
    /// Far beyond any document's.
    private static let highestPage = 1_000_000
    private let job: Folder

    init(_ job: Folder) { self.job = job }

    /// What was found by inspection, or nil.
    package var inspection: [UInt8]? {
        try? job.folder(Self.name).file(Self.inspection).contents(limit: 1 << 16)
    }

    package func note(inspection: [UInt8]) throws(SpoolError) {
        let folder = try job.openOrCreateFolder(Self.name)
        let draft: FileName = ".inspection"
        try folder.remove(draft)
        try folder.createFile(draft).write(inspection)
        try folder.rename(draft, over: Self.inspection, in: folder)
    }

    /// Ranges of pages whose files are whole.
    package var finished: [ClosedRange<Int>] {
        get throws(SpoolError) {
            guard try job.contains(Self.name) else { return [] }
            return try job.folder(Self.name).entries(atMost: Self.highestPage).compactMap(Self.range)
        }
    }

    /// All of them, in order.
    package var finishedPages: [Int] {
        get throws(SpoolError) {
            var pages: [Int] = []
            // Ranges may overlap, and there may be very many where somebody else made them.
            for range in try finished.sorted(by: { $0.lowerBound < $1.lowerBound }) {
                let first = max(range.lowerBound, (pages.last ?? 0) + 1)
                if first <= range.upperBound { pages += first...range.upperBound }
            }
            return pages
        }
    }

    package func note(finished pages: ClosedRange<Int>) throws(SpoolError) {
        let folder = try job.openOrCreateFolder(Self.name)
        guard let name = FileName("\(pages.lowerBound)-\(pages.upperBound)"), try !folder.contains(name) else { return }
        _ = try folder.createFile(name)
    }

    private static func range(_ name: FileName) -> ClosedRange<Int>? {
        let ends = name.description.split(separator: "-").map { Int($0) }
        guard ends.count == 2, let first = ends[0], let last = ends[1], 1 <= first, first <= last,
            last <= highestPage
        else { return nil }
        return first...last
    }

    /// What somebody made so that we may not remove it stays: it keeps no job from its end.
    fileprivate static func remove(from job: Folder) throws(SpoolError) {
        for entry in names {
            do throws(SpoolError) {
                try job.removeTree(entry)
            } catch {
                guard error.isDenied else { throw error }
            }
        }
    }
}

extension Spool {
    package func progress(of id: JobID) throws(SpoolError) -> Progress { try Progress(active.folder(id.fileName)) }

    /// Forgets what earlier attempts reached.
    package func removeProgress(of id: JobID) throws(SpoolError) {
        try Progress.remove(from: active.folder(id.fileName))
    }
}
