// SPDX-License-Identifier: GPL-3.0-or-later

import Conversion
import Jobs

extension Failure {
    /// What it means for a job that the records can't be written.
    init(_ error: RecordsError) {
        switch error.cause {
        case .diskFull: self.init(.diskFull, "The disk is full: the job records.")
        case .ioError: self.init(.ioError, "The disk failed: the job records.")
        case .damaged: self.init(.internal, error.description)
        }
    }
}
