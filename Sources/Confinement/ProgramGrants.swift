// SPDX-License-Identifier: GPL-3.0-or-later

/// What a program that is started by exec may use beside the system's programs, libraries and fonts.
package struct ProgramGrants: Sendable {
    /// Its own folder.
    let folder: Int32
    /// Files and folders that it may read and run.
    let reads: [String]
    /// The folder in which it may make UNIX sockets; where there is none, it may not even have one.
    let sockets: String?
    /// Most processes at once; 1 means that it may start none.
    let processes: Int

    package init(folder: Int32, reads: [String], sockets: String?, processes: Int) {
        self.folder = folder
        self.reads = reads
        self.sockets = sockets
        self.processes = processes
    }

    var paths: [PathGrant] {
        PathGrant.system + reads.map { PathGrant(path: $0, rights: PathGrant.readAndRun) }
            + (sockets.map { [PathGrant(path: $0, rights: .makeSocket)] } ?? [])
    }
}
