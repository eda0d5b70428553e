// SPDX-License-Identifier: GPL-3.0-or-later

import Conversion
import FoundationEssentials
import Glibc

/// What an external converter writes on standard output: lines of JSON. Nothing of it is trusted: what is too long, too
/// much or no such line is passed over.
struct ProgressLines {
    private static let longestLine = 4096
    private static let mostLines = 100_000
    private static let longestMessage = 500
    /// Each is a line of the log.
    private static let mostMessages = 100
    private static let mostPages = 1_000_000
    /// What a program may say of a document; the rest is ours to find.
    private static let verdicts: Set<FailureCode> = [.encrypted, .unsupportedType, .corrupt, .tooLarge, .tooManyPages]

    private struct Line: Decodable {
        var pages: Int?
        var page: Int?
        var message: String?
        var failed: FailureCode?
    }

    let reports: ReportPipe
    private var partialLine: [UInt8] = []
    private var isTooLong = false
    private var count = 0
    private var messages = 0

    init(reports: ReportPipe) { self.reports = reports }

    /// Reads the rest once everybody who could write has ended.
    /// - Throws: what the program says is wrong with the document.
    mutating func finish(from descriptor: Int32) throws {
        while try readSome(from: descriptor) > 0 {}
    }

    /// Reads what is there, once.
    /// - Returns: false at the end.
    /// - Throws: what the program says is wrong with the document.
    mutating func read(from descriptor: Int32) throws -> Bool { try readSome(from: descriptor) != 0 }

    private mutating func readSome(from descriptor: Int32) throws -> Int {
        var buffer = [UInt8](repeating: 0, count: 1 << 14)
        let count = Glibc.read(descriptor, &buffer, buffer.count)
        for byte in buffer.prefix(max(0, count)) {
            if let failure = take(byte) { throw failure }
        }
        // The last line may have no end.
        if count == 0, !partialLine.isEmpty, let failure = take(UInt8(ascii: "\n")) { throw failure }
        return count
    }

    private mutating func take(_ byte: UInt8) -> Failure? {
        guard byte == UInt8(ascii: "\n") else {
            if partialLine.count < Self.longestLine { partialLine.append(byte) } else { isTooLong = true }
            return nil
        }
        defer {
            partialLine.removeAll(keepingCapacity: true)
            isTooLong = false
        }
        count += 1
        guard !isTooLong, count <= Self.mostLines else { return nil }
        guard let line = try? JSONDecoder().decode(Line.self, from: Data(partialLine)) else { return nil }
        return pass(line)
    }

    private mutating func pass(_ line: Line) -> Failure? {
        let message = line.message.map {
            String($0.unicodeScalars.filter { $0.value >= 32 }.prefix(Self.longestMessage))
        }
        if let code = line.failed, Self.verdicts.contains(code) {
            return Failure(code, message ?? "The document can't be converted.")
        }
        if let pages = line.pages, (0...Self.mostPages).contains(pages) { reports.send(.external(.pages(pages))) }
        if let page = line.page, (1...Self.mostPages).contains(page) { reports.send(.external(.page(page))) }
        guard let message, messages < Self.mostMessages else { return nil }
        messages += 1
        reports.send(.external(.message(message)))
        return nil
    }
}

extension String {
    fileprivate init(_ scalars: some Sequence<Unicode.Scalar>) {
        var view = UnicodeScalarView()
        view.append(contentsOf: scalars)
        self.init(view)
    }
}
