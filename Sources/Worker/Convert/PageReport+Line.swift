// SPDX-License-Identifier: GPL-3.0-or-later

import Conversion
import Foundation

extension PageReport {
    /// One line of a child's pipe, without its end.
    static func decode(_ line: [UInt8]) throws(Failure) -> PageReport {
        do {
            return try JSONDecoder().decode(PageReport.self, from: Data(line))
        } catch {
            throw Failure(.internal, "The converter sent a line that is no report.")
        }
    }
}
