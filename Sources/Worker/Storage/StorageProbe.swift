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
        shortage() ?? failedWrite().map { $0.isOutOfSpace ? .diskFull : .ioError }
    }

    /// The same where the disk itself is the reason, and not a folder that is gone: another worker may have put its own in
    /// place of these.
    func troubleOfDisk() -> FailureCode? {
        if let shortage = shortage() { return shortage }
        guard let error = failedWrite(), !error.isMissing else { return nil }
        return error.isOutOfSpace ? .diskFull : .ioError
    }

    private func failedWrite() -> SpoolError? {
        do throws(SpoolError) {
            for folder in [spool.building, state.folder] { try write(in: folder) }
            return nil
        } catch {
            return error
        }
    }

    private func write(in folder: Folder) throws(SpoolError) {
        try folder.remove(name)
        try folder.writeFile(name, [UInt8](repeating: 0, count: Self.size))
        try folder.remove(name)
    }
}
