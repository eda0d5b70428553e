// SPDX-License-Identifier: GPL-3.0-or-later

import CFuzzer
import Foundation

/// libFuzzer on the target that the environment names, with libFuzzer's own arguments after the name.
enum Fuzzer {
    private static let words =
        ProcessInfo.processInfo.environment["PANNIER_FUZZ"]?.split(separator: " ").map(String.init) ?? []

    static var isWanted: Bool { !words.isEmpty }

    /// libFuzzer's call carries no context.
    static let target = words.first.flatMap(FuzzTarget.init)

    /// Ends the process at the first finding, and when the time is over.
    /// - Returns: nil where libFuzzer is not linked in.
    static func run() -> Int32? {
        var count = Int32(words.count)
        var arguments = words.map { strdup($0) } + [nil]
        let code = arguments.withUnsafeMutableBufferPointer { buffer in
            var start = buffer.baseAddress
            return pannier_fuzz(&count, &start) { bytes, count in
                Fuzzer.target?.run(Array(UnsafeBufferPointer(start: bytes, count: count)))
                return 0
            }
        }
        return code < 0 ? nil : code
    }
}
