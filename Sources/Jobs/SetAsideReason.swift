// SPDX-License-Identifier: GPL-3.0-or-later

package import Conversion
import FoundationEssentials

/// `reason.json`: why a job was set aside, in the words of a `Failure`, and what its record said.
package struct SetAsideReason: Codable, Sendable {
    package var code: FailureCode
    package var message: String
    package var job: Job?

    /// - Parameter job: with the time of its end.
    package init(_ failure: Failure, job: Job?) {
        code = failure.code
        message = failure.message
        self.job = job
    }

    package var failure: Failure { Failure(code, message) }

    package var json: [UInt8] {
        get throws { try Array(RecordCoding.encoder.encode(self)) }
    }
}
