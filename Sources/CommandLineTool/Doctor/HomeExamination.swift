// SPDX-License-Identifier: GPL-3.0-or-later

import Spool

/// Tries the shared folder.
struct HomeExamination {
    private static let mount = "put the whole shared folder on one file system that keeps POSIX promises"

    let path: String

    func findings() -> [Finding] {
        guard let home = try? Folder.open(path: path) else {
            let detail = "there is no folder \(path) that can be opened"
            return [.fail("home", detail, "make it, or name another with --home or PANNIER_HOME")]
        }
        if Spool.isHome(path) {
            return [.ok("home", path), fileSystem(home)] + examine { try Spool(home: path) }
        }
        // Not yet a shared folder: tried in a passing one, so that looking changes nothing.
        let name = FileName(".doctor-\(JobID())") ?? ".doctor"
        defer { try? home.removeTree(name) }
        let note = Finding.warn("home", "\(path) has no folders of Pannier's yet", "the first start makes them")
        return [note, fileSystem(home)] + examine { try Spool(home: home.place(name)) }
    }

    private func examine(_ open: () throws -> Spool) -> [Finding] {
        let spool: Spool
        do {
            spool = try open()
        } catch {
            return [.fail("folders", "\(error)", "give pannier's user the right to read and write \(path)")]
        }
        let check = MountCheck(spool)
        return [
            Finding.timed("rename", advice: Self.mount) { try Self.rename(check) },
            Finding.timed("lock", advice: Self.mount) { try Self.lock(check, spool.home) },
            Finding.timed("fsync", advice: "check the disk and the system's log: nothing is accepted without fsync") {
                try check.synchronize()
                return .ok("fsync", "a file and its folder")
            },
            Finding.timed("inotify", advice: "raise fs.inotify.max_user_instances and max_user_watches") {
                try Self.notification(check)
            },
            Finding.timed("lease", advice: Self.mount) { try Self.lease(check) },
            Finding.timed("space", advice: Self.mount) { try Self.space(spool.home) },
            Finding.timed("inodes", advice: Self.mount) { try Self.entries(spool.home) },
        ]
    }

    private static func rename(_ check: MountCheck) throws -> Finding {
        switch try check.rename() {
        case .kernel: .ok("rename", "through all folders, without replacing")
        case .lookFirst:
            .warn(
                "rename",
                "RENAME_NOREPLACE is unknown here",
                "nothing to do: a look before each rename stands in for it"
            )
        case .broken: .fail("rename", "RENAME_NOREPLACE replaced a file", mount)
        }
    }

    private static func lock(_ check: MountCheck, _ home: Folder) throws -> Finding {
        try check.lock(in: home)
            ? .ok("lock", "a second lock is kept out")
            : .warn("lock", "a second lock is let in", "set PANNIER_STATE to a folder on a local disk")
    }

    private static func notification(_ check: MountCheck) throws -> Finding {
        try check.notification(within: 2000)
            ? .ok("inotify", "a written file was announced")
            : .warn("inotify", "a written file was not announced", "new documents wait for the next rescan (--rescan)")
    }

    private static func lease(_ check: MountCheck) throws -> Finding {
        try check.lease()
            ? .ok("lease", "an open writer is seen")
            : .warn(
                "lease",
                "an open writer is not seen",
                "copy documents elsewhere and rename them in, or name them .part"
            )
    }

    private static func space(_ home: Folder) throws -> Finding {
        let free = try home.freeSpace.bytes
        let detail = "\(Quantity.bytes(free)) free"
        return free < 1_000_000_000
            ? .warn("space", detail, "free some: uploads are refused when it ends") : .ok("space", detail)
    }

    private static func entries(_ home: Folder) throws -> Finding {
        guard let free = try home.freeSpace.entries else { return .ok("inodes", "no limit") }
        let detail = "\(free) free"
        return free < 10_000
            ? .warn("inodes", detail, "delete old results: each page image takes one") : .ok("inodes", detail)
    }

    private func fileSystem(_ home: Folder) -> Finding {
        let kind = home.fileSystem
        return kind.isLocal
            ? .ok("file system", "home: \(kind)")
            : .warn("file system", "home: \(kind)", "nothing to do: the worker polls as well")
    }
}
