// SPDX-License-Identifier: GPL-3.0-or-later

import Conversion
import Spool

/// Finds out whether the disks of the shared folder and of the job records take what is written.
struct StorageProbe: Sendable {
    /// Bytes written for a try.
    private static let size = 1 << 16

    let spool: Spool
    let state: StateFolder
    let reserve: DiskReserve
    /// This worker's own: what a try left behind is removed by the next one.
    private let name = JobID().fileName(suffix: ".probe")

    init(spool: Spool, state: StateFolder, reserve: DiskReserve) {
        self.spool = spool
        self.state = state
        self.reserve = reserve
    }

    /// Nil where enough is free; cheap.
    func shortage() -> FailureCode? {
        do {
            return try [spool.home, state.folder].contains { reserve.isShort(try $0.freeSpace) } ? .diskFull : nil
        } catch {
            return .ioError
        }
    }

    /// Nil where enough is free and a file was really written; waits for the disk.
    func trouble() -> FailureCode? {
        if let shortage = shortage() { return shortage }
        do {
            for folder in [spool.building, state.folder] { try write(in: folder) }
            return nil
        } catch {
            // Another worker has put folders of its own in place of these.
            if error.isMissing { return nil }
            return error.isOutOfSpace ? .diskFull : .ioError
        }
    }

    private func write(in folder: Folder) throws(SpoolError) {
        try folder.remove(name)
        try folder.writeFile(name, [UInt8](repeating: 0, count: Self.size))
        try folder.remove(name)
    }
}
