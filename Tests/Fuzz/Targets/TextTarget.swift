// SPDX-License-Identifier: GPL-3.0-or-later

@testable import Converter

/// Text of any encoding: UTF-8 stays as it is, and LibreOffice is told of a separator and at least one column.
enum TextTarget {
    static func run(_ bytes: [UInt8]) {
        let text = TextDecoder.decoded(bytes)
        let hasMark = [[0xEF, 0xBB, 0xBF], [0xFF, 0xFE], [0xFE, 0xFF]].contains(where: bytes.starts)
        if !hasMark, let whole = String(validating: bytes, as: UTF8.self) {
            precondition(text.unicodeScalars.elementsEqual(whole.unicodeScalars), "UTF-8 became other text")
        }
        let options = SeparatedText(head: bytes).importOptions.split(separator: ",")
        precondition(options.count == 5 && options[4].hasPrefix("1/2"), "\(options)")
    }
}
