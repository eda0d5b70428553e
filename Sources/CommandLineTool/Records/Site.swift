// SPDX-License-Identifier: GPL-3.0-or-later

import Conversion
import Jobs
import Settings
import Spool

/// One shared folder with its job records, opened.
struct Site: Sendable {
    enum Use {
        /// Makes the folders that are missing.
        case submit
        /// Makes nothing: a wrong path is told, not filled with folders.
        case look
    }

    let spool: Spool
    /// Nil where no worker has ever made the folder.
    let state: StateFolder?
    let records: JobRecords
    private let reserve: DiskReserve

    init(_ settings: Settings, _ use: Use) throws {
        if use == .look { try settings.requireHome() }
        reserve = try settings.reserve
        spool = try Spool(home: settings.home)
        let hasState = (try? Folder.open(path: settings.state)) != nil
        state = hasState ? try StateFolder(path: settings.state) : nil
        records = JobRecords(
            spool: spool,
            reader: state.map { SQLiteJobReader(path: $0.databasePath) },
            defaults: try settings.checked(SettingKey.jobs, JobOptions.init(defaults:))
        )
    }

    var hasActiveWorker: Bool { state?.hasActiveWorker ?? false }

    var worker: WorkerCondition { WorkerCondition(state: state, home: spool.home, reserve: reserve) }

    /// Tells whoever waits for a worker that there is none.
    func noteMissingWorker() {
        guard !hasActiveWorker else { return }
        Console.note("no worker is active on \(spool.home.path): it will be done when one runs (pannier up)")
    }
}

extension Settings {
    /// - Throws: `CommandFailure` where no shared folder has been made.
    func requireHome() throws {
        guard !Spool.isHome(home) else { return }
        throw CommandFailure(
            .unreachable,
            """
            there is no shared folder at \(home): name it with --home or PANNIER_HOME, \
            or make one with pannier up
            """
        )
    }

    /// What must stay free on the disks.
    var reserve: DiskReserve {
        get throws { DiskReserve(bytes: try bytes(.minFree).map { Int64($0) }) }
    }
}
