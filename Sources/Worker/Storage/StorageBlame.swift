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
        guard let space, probe.reserve.isShort(space),
            let made = try? probe.spool.made(of: id, attempt: attempt, atMost: mostFiles)
        else { return false }
        return isEnough(space, with: made)
    }

    /// What is free now; nil where that can't be told.
    var space: FreeSpace? { try? probe.spool.home.freeSpace }

    /// Whether a job's end has made the room that was short: what it had written had no name any more, or went with it.
    func hasMadeRoom(since earlier: FreeSpace?) -> Bool {
        guard let earlier, let space else { return false }
        return probe.reserve.isShort(earlier) && isEnough(space)
    }

    private func isEnough(_ space: FreeSpace, with made: FolderUsage = FolderUsage()) -> Bool {
        [probe.reserve, DiskReserve()].allSatisfy { reserve in
            !reserve.isShort(space, wantedBytes: -made.bytes, wantedEntries: -Int64(made.entries))
        }
    }

    /// What it means that a step failed while the disk takes nothing: programs and libraries seldom say so. Nothing is held
    /// against its document, unless that has filled the disk.
    func excused(_ failure: Failure, on id: JobID, attempt: Int) -> Failure {
        guard let trouble = probe.troubleOfDisk(), !fallsOn(id, attempt: attempt) else { return failure }
        return Failure(trouble, "The disk takes nothing of what is made. Without that: \(failure.message)")
    }

    /// What a child means that says that the disk is full or fails: it works on foreign bytes, and is not trusted with
    /// everybody's work.
    func checked(_ failure: Failure) -> Failure {
        guard failure.code.isOfStorage, probe.trouble() == nil else { return failure }
        return Failure(.internal, "The converter says that the disk takes nothing, and it does. \(failure.message)")
    }
}
