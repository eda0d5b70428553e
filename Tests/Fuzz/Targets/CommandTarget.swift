// SPDX-License-Identifier: GPL-3.0-or-later

@testable import Spool

/// A name is a command only as we write it, and no name leads out of its folder.
enum CommandTarget {
    static func run(_ bytes: [UInt8]) {
        guard let name = FileName(bytes: bytes) else { return }
        precondition(!name.bytes.contains(UInt8(ascii: "/")) && !name.bytes.contains(0))
        if let command = Command(name) { precondition(command.fileName == name, "\(command) is not \(name)") }
        if let id = JobID(name.description) { precondition(id.fileName == name, "\(id) is not \(name)") }
        _ = Claims.isLeftAlone(name)
        _ = Claim(id: JobID(), name: name, folder: nil).title
    }
}
