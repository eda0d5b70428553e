// SPDX-License-Identifier: GPL-3.0-or-later

import Jobs
import Spool
import Synchronization

/// The sizes of ended jobs' folders. Each is measured once: nothing changes in them.
final class KeptFolders: Sendable {
    private let folder: Folder
    private let active: Folder
    private let known = Mutex<[JobID: Int64]>([:])

    /// - Parameter active: a job that has a folder there too is not settled yet.
    init(_ folder: Folder, besides active: Folder) {
        self.folder = folder
        self.active = active
    }

    /// Reads the disk.
    func measure() throws -> KeptSizes {
        let before = known.withLock { $0 }
        var sizes: [JobID: Int64] = [:]
        var settled: [JobID: Int64] = [:]
        for name in try folder.entries() {
            guard let id = JobID(name.description) else { continue }
            let bytes = try before[id] ?? (try? folder.folder(name))?.bytesBelow() ?? 0
            sizes[id] = bytes
            if try !active.contains(name) { settled[id] = bytes }
        }
        known.withLock { [settled] in $0 = settled }
        return KeptSizes(sizes: sizes)
    }
}

/// Bytes of ended jobs.
struct KeptSizes: Sendable {
    let sizes: [JobID: Int64]

    var bytes: Int64 { sizes.values.reduce(0) { $0.addingClamped($1) } }

    /// Those that are to go so that the rest has no more bytes than `most`. The last one stays, however large it is: who
    /// waits for it is to have it.
    /// - Parameter oldest: jobs, the first to end first; further ones may follow.
    func surplus(over most: Int64, oldest: [Job]) -> [Job] {
        var excess = bytes - most
        var left = sizes.count
        return Array(
            oldest.prefix { job in
                guard excess > 0, left > 1 else { return false }
                if let size = JobID(job.id).flatMap({ sizes[$0] }) {
                    excess -= size
                    left -= 1
                }
                return true
            }
        )
    }
}
