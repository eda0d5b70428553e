// SPDX-License-Identifier: GPL-3.0-or-later

import Confinement
import Conversion
import Poppler
import SearchablePDF

extension Failure {
    /// What an error of a step means for the job.
    init(describing error: any Error) {
        switch error {
        case let failure as Failure: self = failure
        case let error as SystemError: self = error.failure
        case let error as DocumentError: self.init(error)
        case let error as RasterError: self.init(error)
        case let error as ImageError: self.init(error)
        default: self.init(.internal, "\(error)")
        }
    }

    private init(_ error: DocumentError) {
        switch error {
        case .encrypted:
            self.init(.encrypted, "The document is encrypted; remove its password and send it again.")
        case .damaged(let words):
            self.init(.corrupt, "The document can't be opened: \(words).")
        case .unreadable(let code):
            self = SystemError("open the document", code: code).failure
        }
    }

    private init(_ error: ImageError) {
        switch error {
        case .corrupt(let words): self.init(.corrupt, "The image \(words).")
        case .unsupported(let words): self.init(.unsupportedType, "The image \(words).")
        case .tooManyPages: self.init(.tooManyPages, "The image has too many pages.")
        }
    }

    private init(_ error: RasterError) {
        if let code = error.systemError {
            self = SystemError(error.message, code: code).failure
        } else {
            self.init(.corrupt, "The page can't be drawn: \(error.message).")
        }
    }
}
