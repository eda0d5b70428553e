// SPDX-License-Identifier: GPL-3.0-or-later

/// What a child may do beneath one open folder.
package struct FolderGrant: Sendable {
    package enum Use: Sendable {
        /// Write files here, and nothing else.
        case write
        /// Write files here, read them again, and give them a second name elsewhere.
        case writeAndTake
        /// Read what stands here and give it a second name elsewhere.
        case take
        /// Make files and folders here, read them again, and take files from elsewhere.
        case build
        /// Anything but running a program and making a device.
        case own
    }

    let descriptor: Int32
    let use: Use

    package init(_ descriptor: Int32, _ use: Use) {
        self.descriptor = descriptor
        self.use = use
    }

    /// A file may get a name only where it can't gain a right by it (Landlock's rule for links): so where files are taken
    /// from, they may be written as well, though none may be made.
    var rights: FileRights {
        switch use {
        case .write: [.writeFile, .truncate, .makeFile]
        case .writeAndTake: [.writeFile, .truncate, .makeFile, .readFile, .refer]
        case .take: [.writeFile, .truncate, .readFile, .refer]
        case .build: [.writeFile, .truncate, .makeFile, .makeFolder, .readFile, .readFolder, .refer]
        case .own:
            [
                .writeFile, .truncate, .readFile, .readFolder, .makeFile, .removeFile, .makeFolder, .removeFolder,
                .makeSocket, .makeFIFO, .makeLink, .refer,
            ]
        }
    }

    var makesFiles: Bool { rights.contains(.makeFile) }
}
