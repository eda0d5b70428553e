// SPDX-License-Identifier: GPL-3.0-or-later

import Conversion

/// The folder of finished pages, as the child that makes or assembles them sees it.
///
/// The child that makes the pages of a short document mostly assembles its results at once. What the pages leave is then
/// held in memory for a moment: making a file costs as much as a page's text, and far more on a network share. A page is
/// reported as ended once another child can read its files.
final class SliceFolder {
    /// For how long files are held, and how many bytes of them.
    private static let patience = Duration.milliseconds(300)
    private static let mostHeld = 4_000_000

    private let folder: Folder
    private let reports: ReportPipe
    private var isHolding: Bool
    private let started = ContinuousClock.now
    private var files: [String: [UInt8]] = [:]
    private var size = 0
    private var ended: [Int] = []

    init(_ folder: Folder, _ reports: ReportPipe, holding isHolding: Bool = false) {
        self.folder = folder
        self.reports = reports
        self.isHolding = isHolding
    }

    // MARK: Writing

    func write(_ bytes: [UInt8], to name: String) throws {
        guard isHolding else { return try folder.write(bytes, to: name) }
        files[name] = bytes
        size += bytes.count
    }

    /// Never held: what no other step would make again.
    func keep(_ bytes: [UInt8], as name: String) throws { try folder.write(bytes, to: name) }

    /// A file that is never held.
    func create(_ name: String) throws -> OutputFile { try folder.create(name) }

    func pageEnded(_ page: Int) throws {
        ended.append(page)
        if size > Self.mostHeld || started.duration(to: .now) > Self.patience { isHolding = false }
        if !isHolding { try release() }
    }

    /// Writes what is held, for others to read.
    func release() throws {
        isHolding = false
        for (name, bytes) in files.sorted(by: { $0.key < $1.key }) { try folder.write(bytes, to: name) }
        files = [:]
        reports.send(ended.map { .ended(page: $0) })
        ended = []
    }

    /// The results are built: nobody will ask for what they were made of.
    func assembled() {
        reports.send(ended.map { .ended(page: $0) } + [.assembled])
    }

    // MARK: Reading

    /// Hands over a file piece by piece.
    /// - Throws: `Failure` where it is missing.
    func forEachPiece(of name: String, _ body: (UnsafeRawBufferPointer) throws -> Void) throws {
        if let bytes = files[name] { return try bytes.withUnsafeBytes(body) }
        guard let file = try folder.open(name) else {
            throw Failure(.internal, "The slices' file \(name) is missing.")
        }
        try file.forEachPiece(body)
    }

    /// Nil where there is no such file.
    func contents(of name: String) throws -> [UInt8]? {
        if let bytes = files[name] { return bytes }
        return try folder.open(name)?.readAll()
    }

    /// Gives a file a place among the results.
    /// - Throws: `Failure` where it is missing and `isRequired`.
    func give(_ name: String, to results: Folder, isRequired: Bool = false) throws {
        if let bytes = files[name] { return try results.write(bytes, to: name) }
        guard try !results.take(name, from: folder), isRequired else { return }
        throw Failure(.internal, "The slices' file \(name) is missing.")
    }
}
