// SPDX-License-Identifier: GPL-3.0-or-later

/// A typed failure with a sentence for people: what is wrong, and what to do.
package struct Failure: Error, Codable, Hashable, Sendable, CustomStringConvertible {
    package var code: FailureCode
    package var message: String

    package init(_ code: FailureCode, _ message: String) {
        self.code = code
        self.message = message
    }

    package var description: String { "\(code.rawValue): \(message)" }
}
