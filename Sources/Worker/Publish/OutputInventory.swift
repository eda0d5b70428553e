// SPDX-License-Identifier: GPL-3.0-or-later

import Conversion
import Spool

/// Looks through what a converter built before it is published. It worked on foreign bytes, so nothing of it is taken on
/// trust: names, kinds, sizes and formats are checked, and everything is hashed.
struct OutputInventory {
    let expected: ExpectedOutputs
    /// Bytes of all together.
    let limit: Int
    private(set) var outputs: [Manifest.Output] = []
    private var total: Int64 = 0

    init(_ expected: ExpectedOutputs, limit: Int) {
        self.expected = expected
        self.limit = limit
    }

    /// - Throws: `Failure`, or `SpoolError`.
    mutating func take(_ folder: Folder, prefix: String = "") throws {
        for name in try folder.entries().sorted(by: { $0.bytes.lexicographicallyPrecedes($1.bytes) }) {
            let path = prefix + name.description
            switch try folder.info(name)?.kind {
            case .folder where path == OutputKind.images.fileName: try take(folder.folder(name), prefix: path + "/")
            case .file where expected.contains(path): try take(folder.file(name), path)
            case .file, .folder:
                throw Failure(.invalidOutput, "The converter left what the job does not ask for: \(Self.shown(path)).")
            default:
                throw Failure(.invalidOutput, "The converter left something that is no file: \(Self.shown(path)).")
            }
        }
    }

    /// - Throws: `Failure` where something is missing.
    func requireWhole() throws {
        let missing = expected.required.subtracting(outputs.map(\.name))
        guard let first = missing.min() else { return }
        throw Failure(.invalidOutput, "The converter left \(missing.count) of the outputs out: \(first).")
    }

    private mutating func take(_ file: File, _ path: String) throws {
        total = total.addingClamped(try file.info().bytes)
        guard total <= limit else {
            throw Failure(.outputTooLarge, "The results have more than \(limit) bytes, the limit for a document.")
        }
        let format = OutputFormat(of: path)
        var check = format?.check
        let digest = try Digest(of: file) { bytes in
            guard check?.accepts(bytes) != false else { throw Self.malformed(path, format) }
        }
        guard check?.isWhole != false else { throw Self.malformed(path, format) }
        outputs.append(
            Manifest.Output(
                name: path,
                mediaType: format?.mediaType ?? "application/octet-stream",
                bytes: digest.bytes,
                sha256: digest.sha256
            )
        )
    }

    private static func malformed(_ path: String, _ format: OutputFormat?) -> Failure {
        Failure(.invalidOutput, "The converter left a file that is no \(format?.name ?? "output"): \(path).")
    }

    /// A name that the converter chose, for people: not long, and plain.
    private static func shown(_ path: String) -> String {
        String(path.unicodeScalars.prefix(64).map { (" "..."~").contains($0) ? Character($0) : "?" })
    }
}
