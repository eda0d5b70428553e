// SPDX-License-Identifier: GPL-3.0-or-later

import GRDB

/// The job records can't be written or read, whatever the change itself was.
package struct RecordsError: Error, Hashable, Sendable, CustomStringConvertible {
    package enum Cause: Hashable, Sendable {
        case diskFull
        /// The disk failed to read or write.
        case ioError
        /// The file is no database, or a damaged one.
        case damaged
    }

    package let cause: Cause
    package let description: String

    /// Nil for an error of another kind.
    init?(_ error: any Error) {
        if let known = error as? RecordsError {
            self = known
            return
        }
        guard let error = error as? DatabaseError else { return nil }
        switch error.resultCode {
        case .SQLITE_FULL: cause = .diskFull
        case .SQLITE_IOERR: cause = .ioError
        case .SQLITE_CORRUPT, .SQLITE_NOTADB: cause = .damaged
        default: return nil
        }
        description = "the job records: \(error)"
    }
}
