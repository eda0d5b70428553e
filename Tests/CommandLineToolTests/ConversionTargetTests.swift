// SPDX-License-Identifier: GPL-3.0-or-later

import Glibc
import Spool
import Testing

@testable import CommandLineTool

struct ConversionTargetTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private func place(_ name: String) -> String { folder.path + "/" + name }

    /// Results as a worker leaves them, in a shared folder on the target's ground.
    private func results(for target: ConversionTarget) throws -> (id: JobID, spool: Spool) {
        let spool = try Spool(home: target.ground + "/.home")
        let id = JobID()
        let made = try spool.results.createFolder(id.fileName)
        for name: FileName in ["document", "manifest.json", "text.txt"] { try made.writeFile(name, []) }
        try made.createFolder("pages").writeFile("0001.png", [])
        return (id, spool)
    }

    private static let delivered = ["manifest.json", "pages", "pages/0001.png", "text.txt"]

    @Test func anEmptyFolderIsFilledWhereItStands() throws {
        let inner = try TemporaryFolder()
        try #require(symlink(inner.path, place("link")) == 0)
        let target = try ConversionTarget(place("link/"))
        #expect(target.ground == place("link"))
        let (id, spool) = try results(for: target)
        try target.take(id, from: spool)
        #expect(inner.tree.filter { !$0.hasPrefix(".home") } == Self.delivered)
        #expect(try spool.resultIDs() == [id])
    }

    @Test func aNewFolderComesAsAWhole() throws {
        let target = try ConversionTarget(place("new//"))
        #expect(target.path == place("new") && target.ground == folder.path)
        let (id, spool) = try results(for: target)
        try target.take(id, from: spool)
        #expect(try Folder.open(path: place("new")).entries().count == 3)
        #expect(try spool.resultIDs().isEmpty)
    }

    @Test(arguments: [("none", "."), ("/none", "/"), ("none/out", "none"), ("/none/out", "/none")])
    func aNewFolderIsMadeFromTheOneAbove(path: String, ground: String) throws {
        #expect(try ConversionTarget(path).ground == ground)
    }

    @Test func nothingIsReplaced() throws {
        let target = try ConversionTarget(folder.path)
        let (id, spool) = try results(for: target)
        _ = try folder.file("text.txt", "mine")
        #expect { try target.take(id, from: spool) } throws: {
            CommandStatus(for: $0) == .failed && "\($0)".contains("not empty any more")
        }
        #expect(try Folder.open(path: folder.path).file("text.txt").info().bytes == 4)
        #expect(!folder.tree.contains("manifest.json"))
    }

    @Test(arguments: ["file", "file/below", "dangling", "none/..", ""])
    func refusesWhatIsNoFolder(name: String) throws {
        _ = try folder.file("file", "text")
        try #require(symlink(place("nowhere"), place("dangling")) == 0)
        #expect { try ConversionTarget(name.isEmpty ? "" : place(name)) } throws: {
            CommandStatus(for: $0) == .failed && "\($0)".contains("is no folder")
        }
    }

    @Test func saysWhatIsInTheWay() throws {
        _ = try folder.file(".hidden", "")
        #expect { try ConversionTarget(folder.path) } throws: {
            CommandStatus(for: $0) == .failed && "\($0)".contains(".hidden is in it")
        }
    }
}
