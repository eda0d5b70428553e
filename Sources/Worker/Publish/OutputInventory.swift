// SPDX-License-Identifier: GPL-3.0-or-later

import Conversion
import Crypto
import Spool

/// Looks through what a converter built before it is published. It worked on foreign bytes, so nothing of it is taken on
/// trust: kinds, names and sizes are checked, and everything is hashed.
struct OutputInventory {
    /// Most files of one result.
    static let mostFiles = 200_000

    let limit: Int
    private(set) var outputs: [Manifest.Output] = []
    private var total: Int64 = 0

    init(limit: Int) { self.limit = limit }

    /// - Throws: `Failure`, or `SpoolError`.
    mutating func take(_ folder: Folder, prefix: String = "") throws {
        for name in try folder.entries().sorted(by: { $0.bytes.lexicographicallyPrecedes($1.bytes) }) {
            let path = prefix + name.description
            switch try folder.info(name)?.kind {
            case .folder where prefix.isEmpty: try take(folder.folder(name), prefix: path + "/")
            case .file: try take(folder.file(name), path)
            default: throw Failure(.internal, "The converter left something that is no file: \(path).")
            }
        }
    }

    private mutating func take(_ file: File, _ path: String) throws {
        guard path.utf8.allSatisfy(Self.isPlain) else {
            throw Failure(.internal, "The converter left a file with an odd name.")
        }
        total += try file.info().bytes
        guard total <= limit else {
            throw Failure(.outputTooLarge, "The results have more than \(limit) bytes, the limit for a document.")
        }
        guard outputs.count < Self.mostFiles else {
            throw Failure(.outputTooLarge, "The results have more than \(Self.mostFiles) files.")
        }
        let digest = try Digest(of: file)
        outputs.append(
            Manifest.Output(
                name: path,
                mediaType: Self.mediaType(path),
                bytes: digest.bytes,
                sha256: digest.sha256
            )
        )
    }

    private static func isPlain(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"): true
        default: "._-/".utf8.contains(byte)
        }
    }

    private static func mediaType(_ path: String) -> String {
        switch path.split(separator: ".").last {
        case "txt": "text/plain; charset=utf-8"
        case "md": "text/markdown; charset=utf-8"
        case "html": "text/html; charset=utf-8"
        case "json": "application/json"
        case "png": "image/png"
        case "pdf": "application/pdf"
        default: "application/octet-stream"
        }
    }
}
