// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import Testing

/// Who may import whom, of our own targets and of the packages that belong to one room alone.
struct ImportWallTests {
    static let rooms: [String: Set<String>] = [
        "WebFront": ["Settings", "Spool", "Jobs", "Conversion"],
        "Spool": ["CLinux"],
        "Jobs": ["Conversion"],
        "Worker": ["Settings", "Spool", "Jobs", "Conversion"],
        "Conversion": [],
        "Converter": [
            "Conversion", "Confinement", "DocumentLayout", "Poppler", "Tesseract", "SearchablePDF", "QPDF", "CMagic",
            "CZip", "CLinux",
        ],
        "Confinement": ["Conversion", "CSeccomp", "CLinux"],
        "DocumentLayout": [],
        "Poppler": ["CPoppler", "CPopplerDevice"],
        "Tesseract": ["CTesseract"],
        "SearchablePDF": [],
        "QPDF": ["CQPDF"],
        "CommandLineTool": ["Settings", "Spool", "Jobs", "Conversion"],
        "Settings": [],
        "CPoppler": [], "CPopplerCore": [], "CPopplerDevice": [], "CTesseract": [], "CQPDF": [], "CMagic": [],
        "CZip": [], "CSeccomp": [], "CLinux": [],
    ]

    /// What only the named rooms may import, because it is their reason to exist or because others must stay without.
    static let reserved: [String: Set<String>] = [
        "GRDB": ["Jobs"], "GRDBSQLite": ["Jobs"], "SQLite3": ["Jobs"],
        "Hummingbird": ["WebFront"], "HummingbirdCore": ["WebFront"],
        "ArgumentParser": ["CommandLineTool"], "AsyncHTTPClient": ["CommandLineTool"],
        "Configuration": ["Settings"],
    ]

    /// What a process that forks must stay without: threads, and everything that listens or stores.
    static let barredFromConverter: Set<String> = [
        "Dispatch", "Foundation", "FoundationNetworking", "GRDB", "NIOCore", "NIOPosix", "Subprocess",
        "ServiceLifecycle",
        "_Concurrency",
    ]

    static let sources = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .appendingPathComponent("Sources")

    @Test func everyRoomIsInTheTable() throws {
        let folders = try FileManager.default.contentsOfDirectory(atPath: Self.sources.path)
        #expect(Set(folders) == Set(Self.rooms.keys))
    }

    @Test(arguments: rooms.keys.sorted())
    func importsOnlyWhatItMay(room: String) throws {
        let allowed = try #require(Self.rooms[room])
        for (file, module) in try Self.imports(of: room) {
            if Self.rooms.keys.contains(module) {
                #expect(allowed.contains(module), "\(room)/\(file) imports \(module)")
            }
            if let owners = Self.reserved[module] {
                #expect(owners.contains(room), "\(room)/\(file) imports \(module)")
            }
        }
    }

    @Test(arguments: [
        "Converter", "Confinement", "Conversion", "DocumentLayout", "Poppler", "Tesseract", "SearchablePDF", "QPDF",
    ])
    func whatForksStaysWithoutThreads(room: String) throws {
        for (file, module) in try Self.imports(of: room) {
            #expect(!Self.barredFromConverter.contains(module), "\(room)/\(file) imports \(module)")
        }
    }

    /// Each import line of a room, as file and module.
    private static func imports(of room: String) throws -> [(file: String, module: String)] {
        let folder = sources.appendingPathComponent(room)
        let files = FileManager.default.enumerator(atPath: folder.path)?.compactMap { $0 as? String } ?? []
        return try files.filter { $0.hasSuffix(".swift") }.flatMap { file in
            try String(contentsOf: folder.appendingPathComponent(file), encoding: .utf8)
                .split(separator: "\n").compactMap(module).map { (file, $0) }
        }
    }

    /// The module that a line imports, or nil.
    private static func module(_ line: Substring) -> String? {
        let words = line.split(separator: " ")
        guard let keyword = words.firstIndex(of: "import"), words.count > keyword + 1 else { return nil }
        let modifiers: Set<Substring> = ["package", "public", "internal", "private", "@preconcurrency"]
        guard words[..<keyword].allSatisfy(modifiers.contains) else { return nil }
        return words.last.flatMap { $0.split(separator: ".").first }.map(String.init)
    }
}
