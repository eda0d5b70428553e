// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import Glibc
import Spool
import Subprocess
import Testing

@testable import Worker

/// One document without a queue, into a folder that is already there.
@Suite(.timeLimit(minutes: 3))
struct ConvertTests {
    private let folder: String
    private let site: Site

    init() throws {
        site = try Site()
        folder = site.home + "/empty"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: false)
    }

    private func document(_ data: Data) throws -> String {
        let path = site.home + "/document.pdf"
        try data.write(to: URL(fileURLWithPath: path))
        return path
    }

    private func names(in folder: String) throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
    }

    @Test func fillsTheFolderBehindALink() async throws {
        let link = site.home + "/link"
        try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: folder)
        let call = try ["convert", document(SamplePDF.pages(1)), "-o", link, "--outputs", "text,images"]
        let converted = try await Program.output(of: "pannier", call)
        #expect(converted.code == 0, "\(converted.errors)")
        #expect(try names(in: folder) == ["manifest.json", "pages", "text.txt"])
    }

    @Test(.enabled(if: SmallDisk.isPossible, "only root can mount a small disk"))
    func fillsAMount() async throws {
        let disk = try SmallDisk(size: "64m")
        let call = try ["convert", document(SamplePDF.pages(1)), "-o", disk.path, "--outputs", "text"]
        let converted = try await Program.output(of: "pannier", call)
        #expect(converted.code == 0, "\(converted.errors)")
        #expect(try names(in: disk.path) == ["manifest.json", "text.txt"])
    }

    @Test func leavesTheFolderEmptyWhereTheDocumentFails() async throws {
        let call = try ["convert", document(Data([0, 1, 2, 3])), "-o", folder]
        #expect(try await Program.output(of: "pannier", call).code == 1)
        #expect(try names(in: folder).isEmpty)
    }

    @Test func leavesTheFolderEmptyWhereASettingIsWrong() async throws {
        let script = #"PANNIER_OCR=sometimes exec "$0" "$@""#
        let call = try ["-c", script, Program.path("pannier"), "convert", document(SamplePDF.pages(1)), "-o", folder]
        #expect(try await Program.output(of: "/bin/sh", call).code == 78)
        #expect(try names(in: folder).isEmpty)
    }

    @Test func leavesTheFolderEmptyAfterASignal() async throws {
        let call = try ["convert", document(SamplePDF.endless()), "-o", folder, "--outputs", "text"]
        let program = try await Program("pannier", call)
        _ = try await program.log.entry { $0["message"]?.hasPrefix("running") == true }
        program.signal(SIGTERM)
        #expect(await program.log.ended() == .exited(1))
        #expect(try names(in: folder).isEmpty)
    }

    /// A pipe that nobody writes to keeps no one.
    @Test func endsAtASignalWhileItWaitsForTheDocument() async throws {
        let pipe = site.home + "/pipe.pdf"
        try #require(mkfifo(pipe, 0o600) == 0)
        let writer = open(pipe, O_RDWR | O_CLOEXEC)
        defer { close(writer) }
        let watcher = try FolderWatcher([site.spool.home])
        let program = try await Program("pannier", ["convert", pipe, "-o", folder])
        for await news in watcher.news where news.contains(where: Self.isPrivateHome) { break }
        program.signal(SIGINT)
        #expect(await program.log.ended() == .exited(1))
        #expect(try names(in: folder).isEmpty)
        #expect(try !names(in: site.home).contains { $0.hasPrefix(".pannier") })
    }

    private static func isPrivateHome(_ news: FolderWatcher.News) -> Bool {
        guard case .entry(_, let name, _) = news else { return false }
        return name.hasPrefix(".pannier-")
    }
}
