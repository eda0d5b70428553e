// SPDX-License-Identifier: GPL-3.0-or-later

package import Conversion
import Glibc

/// A system call failed.
package struct SystemError: Error, CustomStringConvertible {
    package let operation: String
    package let code: Int32

    package init(_ operation: String, code: Int32 = errno) {
        self.operation = operation
        self.code = code
    }

    package var description: String { "\(operation): \(String(cString: strerror(code)))" }

    /// What a failed write of an output means for the job.
    package var failure: Failure {
        switch code {
        case ENOSPC, EDQUOT: Failure(.diskFull, "There is no space left for the outputs.")
        case EFBIG: Failure(.outputTooLarge, "An output is larger than a file may become here.")
        case EIO, EROFS, ESTALE, EHOSTDOWN, EHOSTUNREACH, ETIMEDOUT:
            Failure(.ioError, "The disk failed (\(operation)).")
        case ENOMEM: Failure(.memory, "There is not enough memory (\(operation)).")
        default: Failure(.internal, description)
        }
    }
}
