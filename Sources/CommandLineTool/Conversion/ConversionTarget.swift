// SPDX-License-Identifier: GPL-3.0-or-later

import Glibc
import Spool

/// Where the results of a conversion go: an empty folder, or a path where there is nothing yet.
struct ConversionTarget: Sendable {
    let path: String
    /// Nil where there is nothing yet.
    private let folder: Folder?

    /// Changes nothing.
    /// - Throws: `CommandFailure` where the path can't take the results.
    init(_ text: String) throws {
        var path = text
        while path.count > 1, path.hasSuffix("/") { path.removeLast() }
        self.path = path
        folder = try Self.folder(path)
        if let name = try folder?.entries(atMost: 1).first {
            throw CommandFailure(.failed, "\(path) is not empty, \(name) is in it: \(Self.advice)")
        }
    }

    private static let advice = "name a new folder, or an empty one"

    /// The folder from which a rename brings the results here: the one above; or this one itself, where it is a link or a
    /// mount, or lies where this user may not write.
    var ground: String {
        guard let folder else { return above }
        var facts = stat()
        let isHere = lstat(path, &facts) == 0 && facts.st_mode & S_IFMT == S_IFDIR && !folder.isMount
        return isHere && path.split(separator: "/").last?.first != "." && access(above, W_OK | X_OK) == 0 ? above : path
    }

    private var above: String {
        let above = path.split(separator: "/", omittingEmptySubsequences: false).dropLast().joined(separator: "/")
        guard above.isEmpty else { return above }
        return path.hasPrefix("/") ? "/" : "."
    }

    func take(_ id: JobID, from spool: Spool) throws {
        do throws(SpoolError) {
            if let folder { try spool.deliver(id, into: folder) } else { try spool.deliver(id, to: path) }
        } catch {
            guard error.exists else { throw error }
            throw CommandFailure(.failed, "\(path) is not empty any more: \(Self.advice)")
        }
    }

    /// The folder, through links; nil where there is nothing that bears the name.
    private static func folder(_ path: String) throws -> Folder? {
        do throws(SpoolError) {
            return try Folder.open(path: path)
        } catch {
            var facts = stat()
            let isFree = error.isMissing && lstat(path, &facts) != 0
            if isFree, let name = path.split(separator: "/").last, name != ".", name != ".." { return nil }
            guard error.isMissing || error.code == ENOTDIR else { throw error }
            throw CommandFailure(.failed, "\(path) is no folder: \(advice)")
        }
    }
}
