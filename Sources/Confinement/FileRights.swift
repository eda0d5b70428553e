// SPDX-License-Identifier: GPL-3.0-or-later

/// What Landlock can deny on files, with the kernel's bits (linux/landlock.h).
struct FileRights: OptionSet, Sendable {
    let rawValue: UInt64

    static let execute = FileRights(rawValue: 1 << 0)
    static let writeFile = FileRights(rawValue: 1 << 1)
    static let readFile = FileRights(rawValue: 1 << 2)
    static let readFolder = FileRights(rawValue: 1 << 3)
    static let removeFolder = FileRights(rawValue: 1 << 4)
    static let removeFile = FileRights(rawValue: 1 << 5)
    static let makeCharacterDevice = FileRights(rawValue: 1 << 6)
    static let makeFolder = FileRights(rawValue: 1 << 7)
    static let makeFile = FileRights(rawValue: 1 << 8)
    static let makeSocket = FileRights(rawValue: 1 << 9)
    static let makeFIFO = FileRights(rawValue: 1 << 10)
    static let makeBlockDevice = FileRights(rawValue: 1 << 11)
    static let makeLink = FileRights(rawValue: 1 << 12)
    /// Giving a file a name in another folder.
    static let refer = FileRights(rawValue: 1 << 13)
    static let truncate = FileRights(rawValue: 1 << 14)
    static let controlDevice = FileRights(rawValue: 1 << 15)

    /// Those that a single file can have.
    static let ofFiles: FileRights = [.execute, .writeFile, .readFile, .truncate, .controlDevice]

    /// Those that a version of Landlock knows.
    init(knownTo version: Int) {
        let count =
            switch version {
            case ...1: 13
            case 2: 14
            case 3, 4: 15
            default: 16
            }
        self.init(rawValue: (1 << count) - 1)
    }

    init(rawValue: UInt64) { self.rawValue = rawValue }
}
