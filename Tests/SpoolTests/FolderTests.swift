// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import Glibc
import Spool
import Testing

struct FolderTests {
    /// Deeper than a process may have descriptors, or than a path may be long.
    @Test func removesATreeHoweverDeep() throws {
        let home = try TemporaryHome()
        let top = try home.spool.building.createFolder("tree")
        var inner = top
        for _ in 0..<20_000 { inner = try inner.createFolder("in") }
        try inner.writeFile("file", [1])
        try home.spool.building.removeTree("tree")
        #expect(try home.spool.building.entries().isEmpty)
    }

    @Test func removesAFolderThatDeniesEverything() throws {
        let home = try TemporaryHome()
        _ = try home.spool.building.createFolder("tree").createFolder("in")
        #expect(chmod(home.path + "/spool/building/tree", 0) == 0)
        try home.spool.building.removeTree("tree")
        #expect(try home.spool.building.entries().isEmpty)
    }
}
