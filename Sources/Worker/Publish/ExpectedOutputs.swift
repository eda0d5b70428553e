// SPDX-License-Identifier: GPL-3.0-or-later

import Conversion

/// The files that a job's results consist of, by their paths below its folder.
struct ExpectedOutputs: Sendable {
    let required: Set<String>
    /// There is none where the first page is left out.
    let optional: Set<String>

    /// - Parameters:
    ///   - outputs: what the converter makes.
    ///   - pages: those that are delivered.
    ///   - added: what was taken from other programs.
    init(_ outputs: Set<OutputKind>, of pages: [Int], added: Set<String> = []) {
        let whole = outputs.subtracting([.images, .thumbnail]).map(\.fileName)
        let images = outputs.contains(.images) ? pages : []
        let folder = OutputKind.images.fileName
        required = added.union(whole + images.map { "\(folder)/\(SliceFile.image($0))" })
        optional = outputs.contains(.thumbnail) ? [OutputKind.thumbnail.fileName] : []
    }

    func contains(_ path: String) -> Bool { required.contains(path) || optional.contains(path) }
}
