// SPDX-License-Identifier: GPL-3.0-or-later

import Conversion
import Spool

/// Tells apart who only meets a full disk and who fills it.
struct StorageBlame: Sendable {
    let probe: StorageProbe
    /// Files of one document that are counted.
    let mostFiles: Int

    /// Whether a job's own files are what the disk lacks: without them it would not be short, and by the usual measure had
    /// enough. Where others have filled the disk, the little that a job has made changes nothing.
    func fallsOn(_ id: JobID, attempt: Int) -> Bool {
        guard let space = try? probe.spool.home.freeSpace, probe.reserve.isShort(space),
            let made = try? probe.spool.made(of: id, attempt: attempt, atMost: mostFiles)
        else { return false }
        return [probe.reserve, DiskReserve()].allSatisfy { reserve in
            !reserve.isShort(space, wantedBytes: -made.bytes, wantedEntries: -Int64(made.entries))
        }
    }

    /// What a child means that says that the disk is full: it works on foreign bytes, and is not trusted with everybody's
    /// work.
    func checked(_ failure: Failure) -> Failure {
        guard failure.code.isOfStorage, probe.trouble() == nil else { return failure }
        return Failure(.internal, "The converter says that the disk is full, and it is not.")
    }
}
