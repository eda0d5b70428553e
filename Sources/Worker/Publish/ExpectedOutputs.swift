// SPDX-License-Identifier: GPL-3.0-or-later

import Conversion

/// The files that a job's results consist of, by their paths below its folder.
struct ExpectedOutputs: Sendable {
    let required: Set<String>
    /// There is none where the first page is left out.
    let optional: Set<String>

    /// - Parameter pages: those that are delivered.
    init(_ outputs: Set<OutputKind>, of pages: [Int]) {
        let whole = outputs.subtracting([.images, .thumbnail]).map(\.fileName)
        let images = outputs.contains(.images) ? pages : []
        let folder = OutputKind.images.fileName
        required = Set(whole + images.map { "\(folder)/\(SliceFile.image($0))" })
        optional = outputs.contains(.thumbnail) ? [OutputKind.thumbnail.fileName] : []
    }

    func contains(_ path: String) -> Bool { required.contains(path) || optional.contains(path) }
}
