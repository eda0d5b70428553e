// SPDX-License-Identifier: GPL-3.0-or-later

import Glibc
/// The shared folder, opened: the only code that knows its folders' names.
package struct Spool: Sendable {
    package let home: Folder
    /// Holds uploads, building and active.
    let intermediate: Folder
    /// What waits to be taken in.
    package let inbox: Folder
    /// Of the inbox, where documents come many at a time.
    let inboxSynchronization: SharedSynchronization
    /// Uploads being received.
    package let uploads: Folder
    /// Results being built.
    package let building: Folder
    /// Claimed documents and their finished slices.
    package let active: Folder
    package let results: Folder
    package let quarantine: Folder
    package let commands: Folder

    /// Opens the shared folder, making what is missing.
    package init(home path: String) throws(SpoolError) {
        try Self.makeFolders(path)
        home = try Folder.open(path: path)
        inbox = try home.openOrCreateFolder("inbox")
        inboxSynchronization = SharedSynchronization(inbox)
        intermediate = try home.openOrCreateFolder("spool")
        uploads = try intermediate.openOrCreateFolder("uploads")
        building = try intermediate.openOrCreateFolder("building")
        active = try intermediate.openOrCreateFolder("active")
        results = try home.openOrCreateFolder("results")
        quarantine = try home.openOrCreateFolder("quarantine")
        commands = try home.openOrCreateFolder("commands")
    }

    /// Whether a shared folder has been made there.
    package static func isHome(_ path: String) -> Bool { (try? Folder.open(path: path).folder("inbox")) != nil }

    /// `mkdir -p` for a path that the operator named.
    static func makeFolders(_ path: String) throws(SpoolError) {
        if (try? Folder.open(path: path)) != nil { return }
        let parent = path.split(separator: "/", omittingEmptySubsequences: true).dropLast().joined(separator: "/")
        if !parent.isEmpty { try makeFolders(path.hasPrefix("/") ? "/" + parent : parent) }
        guard mkdir(path, 0o777) == 0 || errno == EEXIST else { throw SpoolError("make folder", path) }
    }

    // MARK: Names inside a job's folder

    package static let documentName: FileName = "document"
    package static let requestName: FileName = "request.json"
    /// Bytes of `request.json`: nobody reads a longer one.
    static let largestRequest = 1 << 16
    package static let reasonName: FileName = "reason.json"
    package static let manifestName: FileName = "manifest.json"
    static let submissionSuffix = ".job"
}
