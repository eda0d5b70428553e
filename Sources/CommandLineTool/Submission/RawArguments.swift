// SPDX-License-Identifier: GPL-3.0-or-later

import Glibc

/// The kernel's bytes for arguments that are no UTF-8. Swift mends those, and several may look the same then.
struct RawArguments {
    /// Those that may have been mended and have not been handed out, with a zero at the end.
    private var rest: [[CChar]]

    init(_ arguments: [[CChar]]) {
        rest = arguments.filter { Self.text($0).unicodeScalars.contains(Self.replacement) }
    }

    /// What this program was called with.
    static var ofProcess: RawArguments {
        RawArguments(
            (1..<max(1, Int(CommandLine.argc))).compactMap { index in
                CommandLine.unsafeArgv[index].map { argument in
                    Array(UnsafeMutableBufferPointer(start: argument, count: strlen(argument) + 1))
                }
            }
        )
    }

    /// The bytes of a path, with a zero at the end; of several arguments that look the same, each once and in order.
    mutating func bytes(of path: String) -> [CChar] {
        // Not by ==, to which a letter with its accent and the two apart are the same.
        let index = rest.firstIndex { Self.text($0).utf8.elementsEqual(path.utf8) }
        return index.map { rest.remove(at: $0) } ?? Array(path.utf8CString)
    }

    /// What stands in place of bytes that are no UTF-8.
    private static let replacement: Unicode.Scalar = "\u{FFFD}"

    private static func text(_ argument: [CChar]) -> String {
        String(decoding: argument.dropLast().map { UInt8(truncatingIfNeeded: $0) }, as: UTF8.self)
    }
}
