// SPDX-License-Identifier: GPL-3.0-or-later

import CFuzzer
import Glibc

/// `Fuzz`: libFuzzer on the target that the environment names, with libFuzzer's own arguments. Scripts/fuzz runs it.
@main
enum FuzzProgram {
    /// libFuzzer's call carries no context.
    private static let target = getenv("PANNIER_FUZZ").flatMap { FuzzTarget(rawValue: String(cString: $0)) }

    static func main() {
        guard target != nil else {
            print(
                "PANNIER_FUZZ names no target; targets: \(FuzzTarget.allCases.map(\.rawValue).joined(separator: " "))"
            )
            exit(64)
        }
        var count = CommandLine.argc
        var arguments: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>? = CommandLine.unsafeArgv
        let code = LLVMFuzzerRunDriver(&count, &arguments) { start, count in
            FuzzProgram.target?.run(Array(UnsafeBufferPointer(start: start, count: count)))
            return 0
        }
        exit(code)
    }
}
