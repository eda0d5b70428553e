// SPDX-License-Identifier: GPL-3.0-or-later

import Conversion
import Spool

/// A step with what it works on.
struct StepOrder: Sendable {
    /// A descriptor for the child; held open until it has been sent.
    enum Given: Sendable {
        case file(File)
        case folder(Folder)

        var descriptor: Int32 {
            switch self {
            case .file(let file): file.descriptor
            case .folder(let folder): folder.descriptor
            }
        }
    }

    let job: String
    let request: ConversionRequest
    /// What the step names, in its order.
    let given: [Given]
    /// Wall clock for a page, and for all before the first.
    let pageSeconds: Double
    /// Of the document's time, what is left.
    let documentSeconds: Double
    let onPage: @Sendable (PageReport) -> Void

    /// Where its child writes; another program's folder is its launcher's to watch.
    var folders: [Folder] {
        guard !request.step.isExternal else { return [] }
        return given.compactMap { given in
            guard case .folder(let folder) = given else { return nil }
            return folder
        }
    }

    var descriptors: [Int32] { given.map(\.descriptor) }
}
