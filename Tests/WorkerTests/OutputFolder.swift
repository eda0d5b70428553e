// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import Spool

/// A folder as a converter may leave it, gone with the test.
final class OutputFolder {
    static let png: [UInt8] =
        [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 13] + "IHDR".utf8 + [UInt8](repeating: 1, count: 17)
        + [0, 0, 0, 0] + "IEND".utf8 + [0xAE, 0x42, 0x60, 0x82]

    let path: String
    let folder: Folder

    init() throws {
        path = FileManager.default.temporaryDirectory.appendingPathComponent("pannier-\(UUID())").path
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        folder = try Folder.open(path: path)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    func write(_ bytes: some Sequence<UInt8>, to name: String) throws {
        let file = URL(fileURLWithPath: path + "/" + name)
        try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(Array(bytes)).write(to: file)
    }
}
