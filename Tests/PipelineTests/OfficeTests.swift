// SPDX-License-Identifier: GPL-3.0-or-later

import Conversion
import Foundation
import Glibc
import Jobs
import Testing

/// Office files through LibreOffice, text as it is, archives that are more than they seem.
@Suite(.timeLimit(minutes: 5))
struct OfficeTests {
    let site: Site

    init() throws { site = try Site() }

    static let samples = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .appendingPathComponent("Samples/documents")

    static func sample(_ name: String) throws -> Data { try Data(contentsOf: samples.appendingPathComponent(name)) }

    @Test(arguments: [
        ("report.docx", "harbour"), ("report.odt", "harbour"), ("report.rtf", "harbour"), ("page.html", "harbour"),
        ("table.xlsx", "June"), ("table.ods", "June"), ("table.csv", "June"), ("slides.pptx", "Quarterly"),
        ("slides.odp", "Quarterly"), ("notes.txt", "harbour"), ("notes.md", "# Quarterly"),
    ])
    func readsTheText(name: String, words: String) async throws {
        let worker = try await site.worker("--outputs", "text,metadata,thumbnail")
        try site.drop(Self.sample(name), as: name)
        try await worker.completed(name)
        let job = try #require(try await site.job(named: name))
        #expect(try site.text(of: job).contains(words))
        #expect(job.mediaType?.hasPrefix("application/pdf") == false)
    }

    /// Whatever separates the fields, and however they are encoded.
    @Test(arguments: [
        ("semicolons.csv", "Name;Sum\nMüller;12,50\nSão;007\n", String.Encoding.utf8),
        ("commas.csv", "Name,Sum\nMüller,\"12,50\"\nSão,007\n", .windowsCP1252),
        ("tabs.tsv", "Name\tSum\nMüller\t12,50\nSão\t007\n", .utf16),
    ])
    func readsTheFieldsOfText(name: String, text: String, encoding: String.Encoding) async throws {
        let worker = try await site.worker("--outputs", "text")
        try site.drop(try #require(text.data(using: encoding)), as: name)
        try await worker.completed(name)
        let words = try site.text(of: try #require(try await site.job(named: name))).split(
            whereSeparator: \.isWhitespace
        )
        #expect(words == ["Name", "Sum", "Müller", "12,50", "São", "007"])
    }

    @Test(arguments: [
        ("quotes.txt", Data([0x93, 0x48, 0x69, 0x94, 0x20, 0x80, 0x35]), "“Hi” €5"),
        ("cut.txt", Data("Käse für Zoë: für ".utf8 + [0xC3]), "Käse für Zoë: für \u{FFFD}"),
        ("keys.txt", Data("PK,Name\n1,harbour\n".utf8), "PK,Name\n1,harbour\n"),
        ("about.txt", Data("A PDF begins with %PDF-1.7 and ends with %%EOF.".utf8), "A PDF begins with %PDF-1.7"),
    ])
    func readsPlainTextAsItIsMeant(name: String, bytes: Data, text: String) async throws {
        let worker = try await site.worker("--outputs", "text")
        try site.drop(bytes, as: name)
        try await worker.completed(name)
        #expect(try site.text(of: try #require(try await site.job(named: name))).hasPrefix(text))
    }

    /// Its pages go on as a PDF's do: each is read by a child of its own, and the text laid under it.
    @Test func readsThePicturesOfPagesWhereThatIsAskedFor() async throws {
        let worker = try await site.worker()
        let request = #"{"name":"report.docx","options":{"outputs":["layout","pdf"],"ocr":"always"}}"#
        let id = try site.submit(Self.sample("report.docx"), request: request)
        try await worker.completed("report.docx")
        let job = try #require(try await site.reader.job(id))
        #expect(job.pages == .init(total: 2, done: 2, failed: 0))
        let results = URL(fileURLWithPath: "\(site.home)/results/\(job.id)")
        let layout = try String(contentsOf: results.appendingPathComponent("layout.json"), encoding: .utf8)
        #expect(layout.contains(#""confidence":"#))
        let pdf = try Data(contentsOf: results.appendingPathComponent("document.pdf"))
        #expect(pdf.starts(with: Data("%PDF-".utf8)))
    }

    /// LibreOffice notes the second in its PDF, and an identifier that is another each time.
    @Test(arguments: ["report.docx", "table.xlsx", "slides.pptx"])
    func makesTheSameBytesAgain(name: String) async throws {
        let outputs = OutputKind.allCases.map(\.rawValue).joined(separator: ",")
        let worker = try await site.worker("--outputs", outputs)
        var made: [[String: Data]] = []
        for copy in ["1-" + name, "2-" + name] {
            try site.drop(Self.sample(name), as: copy)
            try await worker.completed(copy)
            made.append(try site.results(of: try #require(try await site.job(named: copy))))
        }
        #expect(made[0].keys.contains("document.pdf"))
        #expect(made[0].count >= OutputKind.allCases.count)
        #expect(made[0].keys == made[1].keys)
        for (file, bytes) in made[0] { #expect(made[1][file] == bytes, "\(file) differs") }
    }

    @Test func namesThePackageWhereLibreOfficeIsMissing() async throws {
        let worker = try await site.worker("--libreoffice", "/nowhere/soffice.bin")
        try site.drop(Self.sample("report.docx"), as: "report.docx")
        let reason = try await worker.failed("report.docx")
        #expect(reason.hasPrefix("unsupported_type"))
        #expect(reason.contains("libreoffice-writer-nogui"))
    }

    @Test func makesSeveralAtOnce() async throws {
        let worker = try await site.worker("--outputs", "text", "--pool", "4")
        let names = (1...4).map { "report-\($0).docx" }
        for name in names { try site.drop(Self.sample("report.docx"), as: name) }
        for name in names { try await worker.completed(name) }
    }

    /// Its folder goes on elsewhere in the file, as that of a presentation does that was often saved.
    @Test func knowsACompoundFileByAllOfItsFolder() async throws {
        let worker = try await site.worker()
        try site.drop(CompoundFile.data(streams: ["1", "2", "3", "4", "PowerPoint Document"]), as: "empty.ppt")
        #expect(try await worker.failed("empty.ppt").hasPrefix("corrupt: LibreOffice"))
    }

    @Test(arguments: [
        CompoundFile.data(streams: ["1", "2", "3", "4", "EncryptedSummary", "PowerPoint Document"]),
        CompoundFile.data(streams: ["1", "2", "3", "4", "EncryptedPackage"]),
        CompoundFile.data(streams: ["WordDocument"], content: [0xEC, 0xA5, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1]),
        CompoundFile.data(
            streams: ["Current User", "PowerPoint Document"],
            content: [0, 0, 0xF6, 0x0F, 20, 0, 0, 0, 20, 0, 0, 0, 0xDF, 0xC4, 0xD1, 0xF3],
            isShort: true
        ),
    ])
    func saysThatACompoundFileIsEncrypted(file: Data) async throws {
        let worker = try await site.worker()
        try site.drop(file, as: "secret")
        #expect(try await worker.failed("secret").hasPrefix("encrypted"))
    }

    /// As it asks gpgconf: it may start nothing, but not every sandbox keeps it from that.
    @Test func convertsThoughItAsksOtherProgramsWhereItCan() async throws {
        let pdf = site.home + "/made.pdf"
        try SamplePDF.pages(1).write(to: URL(fileURLWithPath: pdf))
        let script = """
            #!/bin/sh
            (sleep 1)
            for word; do folder=$last; last=$word; done
            cp \(pdf) "$folder/document.pdf"
            """
        let worker = try await worker(withLibreOffice: script)
        try site.drop(Self.sample("report.docx"), as: "report.docx")
        try await worker.completed("report.docx")
        let job = try #require(try await site.job(named: "report.docx"))
        #expect(try site.text(of: job).contains("Page 1 of 1"))
    }

    private func worker(withLibreOffice script: String) async throws -> Program {
        let program = site.home + "/soffice"
        try Data(script.utf8).write(to: URL(fileURLWithPath: program))
        #expect(chmod(program, 0o755) == 0)
        return try await site.worker("--libreoffice", program, "--sandbox", "none", "--outputs", "text")
    }

    /// A record FilePass alone is no reason: the password may be the one that every program knows.
    @Test func aWorkbookOfWhichNothingIsMadeMayBeEncrypted() async throws {
        let worker = try await worker(withLibreOffice: "#!/bin/sh\nexit 0\n")
        let beginning: [UInt8] = [9, 8, 0, 0]
        try site.drop(CompoundFile.data(streams: ["Workbook"], content: beginning), as: "plain.xls")
        #expect(try await worker.failed("plain.xls").hasPrefix("corrupt"))
        try site.drop(CompoundFile.data(streams: ["Workbook"], content: beginning + [0x2F, 0, 6, 0]), as: "secret.xls")
        #expect(try await worker.failed("secret.xls").hasPrefix("encrypted"))
    }

    @Test func stopsLibreOfficeAtItsTime() async throws {
        let worker = try await site.worker("--office-timeout", "10ms", "--attempts", "1")
        try site.drop(Self.sample("report.docx"), as: "report.docx")
        #expect(try await worker.failed("report.docx").hasPrefix("timeout: LibreOffice"))
        let processes = try FileManager.default.contentsOfDirectory(atPath: "/proc").compactMap { pid_t($0) }
        #expect(!processes.contains { Program.command($0).contains(site.home + "/spool/active") })
    }

    @Test(arguments: [("docx", "word/document.xml"), ("xlsx", "xl/workbook.xml"), ("pptx", "ppt/presentation.xml")])
    func refusesAZipBomb(ending: String, part: String) async throws {
        let worker = try await site.worker("--max-unpacked", "10MB")
        try site.drop(try await Self.bomb(megabytes: 64, part: part), as: "bomb." + ending)
        let reason = try await worker.failed("bomb." + ending)
        #expect(reason.hasPrefix("too_large"))
        #expect(reason.contains("max-unpacked"))
    }

    /// An archive of zeros, made by the machine's own Python.
    private static func bomb(megabytes: Int, part: String) async throws -> Data {
        let path = FileManager.default.temporaryDirectory.appendingPathComponent("\(UUID()).zip").path
        defer { try? FileManager.default.removeItem(atPath: path) }
        let program = """
            import zipfile
            with zipfile.ZipFile("\(path)", "w", zipfile.ZIP_DEFLATED) as archive:
                archive.writestr("[Content_Types].xml", "")
                archive.writestr("\(part)", bytes(\(megabytes) << 20))
            """
        _ = try await Program.output(of: "/usr/bin/python3", ["-c", program])
        return try Data(contentsOf: URL(fileURLWithPath: path))
    }
}
