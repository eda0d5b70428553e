// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation

@testable import Worker

/// A converter's file is judged the same however it is cut, and what passes as text or as JSON is that to other readers.
enum OutputsTarget {
    private static let formats: [OutputFormat] = [.json, .text, .png, .pdf]

    static func run(_ bytes: [UInt8]) {
        var input = FuzzInput(bytes)
        let format = formats[Int(input.byte()) % formats.count]
        let size = Int(input.byte() % 32) + 1
        let file = Array(bytes.dropFirst(2))
        let passes = passes(file, format, by: max(1, file.count))
        precondition(passes == self.passes(file, format, by: size), "judged otherwise in pieces of \(size)")
        switch format {
        case .text: precondition(passes == (String(validating: file, as: UTF8.self) != nil), "UTF-8 judged wrong")
        case .json where passes && isPlain(file):
            precondition(isJSON(file), "no JSON: \(String(decoding: file, as: UTF8.self))")
        default: break
        }
    }

    private static func passes(_ file: [UInt8], _ format: OutputFormat, by size: Int) -> Bool {
        var check = format.check
        for start in stride(from: 0, to: file.count, by: size) {
            guard check.accepts(Array(file[start..<min(start + size, file.count)])) else { return false }
        }
        return check.isWhole
    }

    /// Halves of characters and numbers without bounds are JSON, but not to Foundation.
    private static func isPlain(_ file: [UInt8]) -> Bool {
        let digits = UInt8(ascii: "0")...UInt8(ascii: "9")
        return !file.contains(UInt8(ascii: "\\")) && file.count(where: digits.contains) < 15
            && !zip(file, file.dropFirst()).contains { digits ~= $0 && ($1 | 0x20) == UInt8(ascii: "e") }
    }

    private static func isJSON(_ file: [UInt8]) -> Bool {
        (try? JSONSerialization.jsonObject(with: Data(file), options: .fragmentsAllowed)) != nil
    }
}
