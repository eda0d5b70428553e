// SPDX-License-Identifier: GPL-3.0-or-later

import Conversion
import Foundation
import Glibc
import Testing

@testable import Worker

/// What a converter leaves is published only if it is what the job asks for.
struct OutputInventoryTests {
    let output: OutputFolder

    init() throws {
        output = try OutputFolder()
        try output.write("Grüße\u{0C}".utf8, to: "text.txt")
        try output.write("{}".utf8, to: "metadata.json")
        for page in [1, 3] { try output.write(OutputFolder.png, to: "pages/000\(page).png") }
    }

    private func take(limit: Int = 1 << 20) throws -> [String] {
        let expected = ExpectedOutputs([.text, .metadata, .images, .thumbnail], of: [1, 3])
        var inventory = OutputInventory(expected, limit: limit)
        try inventory.take(output.folder)
        try inventory.requireWhole()
        return inventory.outputs.map(\.name)
    }

    /// The searchable PDF, and what other programs added.
    @Test func takesWhatOtherProgramsAdded() throws {
        let output = try OutputFolder()
        try output.write("%PDF-1.4\n1 0 obj".utf8, to: "document.pdf")
        try output.write("a;b".utf8, to: "table.csv")
        var inventory = OutputInventory(ExpectedOutputs([.pdf], of: [1], added: ["table.csv"]), limit: 1 << 20)
        try inventory.take(output.folder)
        try inventory.requireWhole()
        #expect(inventory.outputs.map(\.mediaType) == ["application/pdf", "application/octet-stream"])
        var other = OutputInventory(ExpectedOutputs([.pdf], of: [1]), limit: 1 << 20)
        #expect(throws: Failure.self) { try other.take(output.folder) }
    }

    private func expectRefusal(_ code: FailureCode = .invalidOutput, limit: Int = 1 << 20) {
        #expect { try take(limit: limit) } throws: { ($0 as? Failure)?.code == code }
    }

    @Test func takesWhatTheJobAsksFor() throws {
        let names = ["metadata.json", "pages/0001.png", "pages/0003.png", "text.txt"]
        #expect(try take() == names)
        try output.write(OutputFolder.png, to: "thumbnail.png")
        #expect(try take() == names.dropLast() + ["text.txt", "thumbnail.png"])
    }

    @Test(arguments: [
        "document.md", "manifest.json", "document", "pages/0002.png", "pages/0001.png.png", "pages/deep/0001.png",
        "pages/text.txt", "other/0001.png", "text.txt\n", ".hidden", "thumbnail.png/x",
    ]) func refusesAnyOtherName(name: String) throws {
        try output.write(OutputFolder.png, to: name)
        expectRefusal()
    }

    @Test(arguments: ["text.txt", "metadata.json", "pages/0003.png", "pages"])
    func refusesResultsWithAFileMissing(name: String) throws {
        try FileManager.default.removeItem(atPath: output.path + "/" + name)
        expectRefusal()
    }

    @Test func refusesWhatIsNoFile() throws {
        let path = output.path + "/text.txt"
        for make in [
            { symlink("/etc/passwd", path) }, { mkfifo(path, 0o600) }, { mkdir(path, 0o700) },
        ] as [() -> Int32] {
            try FileManager.default.removeItem(atPath: path)
            #expect(make() == 0)
            expectRefusal()
        }
    }

    @Test func refusesMoreThanTheLimit() { expectRefusal(.outputTooLarge, limit: 99) }

    @Test(
        arguments: [
            ("text.txt", [0xFF]), ("text.txt", Array("Grüß".utf8.dropLast())), ("metadata.json", Array("{}}".utf8)),
            ("metadata.json", []), ("metadata.json", Array("{\"a\":".utf8)), ("pages/0001.png", []),
            ("pages/0001.png", Array("GIF89a".utf8)), ("pages/0003.png", OutputFolder.png.dropLast()),
        ] as [(String, [UInt8])]
    ) func refusesAnotherFormat(name: String, bytes: [UInt8]) throws {
        try output.write(bytes, to: name)
        expectRefusal()
    }
}
