// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import Testing

@testable import Worker

/// Whatever the pieces in which the bytes come.
struct FormatCheckTests {
    private func isWhole(_ check: some FormatCheck, _ bytes: [UInt8], pieces: Int) -> Bool {
        var check = check
        for start in stride(from: 0, to: bytes.count, by: pieces) {
            guard check.accepts(Array(bytes[start..<min(start + pieces, bytes.count)])) else { return false }
        }
        return check.isWhole
    }

    @Test(arguments: [1, 2, 3, 4, 5, 64]) func knowsUTF8(pieces: Int) {
        for text in ["", "plain", "Grüße", "你好, 世界", "a\u{10FFFF}b", "\u{0}"] {
            #expect(isWhole(TextCheck(), Array(text.utf8), pieces: pieces), "\(text)")
        }
        let wrong: [[UInt8]] = [
            [0x80], [0xC0, 0x80], [0xC3], [0xE4, 0xBD], [0xF0, 0x9F, 0x98], [0xED, 0xA0, 0x80],
            [0xF4, 0x90, 0x80, 0x80],
            [0xFF], [0xE4, 0xBD, 0x41], [0xC3, 0xC3, 0xBC], [0xF8, 0x88, 0x80, 0x80, 0x80],
        ]
        for bytes in wrong {
            #expect(!isWhole(TextCheck(), bytes, pieces: pieces), "\(bytes)")
            #expect(!isWhole(TextCheck(), Array("ab".utf8) + bytes, pieces: pieces), "\(bytes)")
        }
    }

    private static let values = [
        "{}", "[]", " [ ] ", "null", "true", "false", "0", "-0", "12", "1.5", "-1.5e+10", "2E3", "0.0", "\"\"",
        "\"ä\\n\\u00fF\"",
        "{\"a\":1,\"b\":[true,null,{\"c\":\"d\"}]}", "[[[]]]", "\t{ \"a\" :\r\n 1 , \"b\" : 2 }\n",
    ]
    private static let others = [
        "", " ", "{", "[", "]", "}", "{]", "[}", "[1,]", "{\"a\":1,}", "{\"a\"}", "{a:1}", "[1 2]", "1 2", "01", "-",
        "1.", "1.e1",
        "1e", "1e+", "+1", ".5", "tru", "truex", "nul", "nulll", "\"", "\"\\x\"", "\"\\u12g4\"", "\"\\u12", "\"\n\"",
        "[,1]", "{,}",
        "{\"a\"::1}", "[1]]", "{}{}", ",", ":", "NaN", "'a'", "{\"a\":1 \"b\":2}", "{1:2}", "\u{FEFF}{}", "[\"a\":1]",
    ]

    @Test(arguments: [1, 2, 3, 64]) func knowsJSON(pieces: Int) {
        for text in Self.values { #expect(isWhole(JSONCheck(), Array(text.utf8), pieces: pieces), "\(text)") }
        for text in Self.others { #expect(!isWhole(JSONCheck(), Array(text.utf8), pieces: pieces), "\(text)") }
    }

    /// Foundation's reader, which is less strict.
    @Test func acceptsNoJSONThatAnotherReaderRefuses() {
        for text in Self.values + Self.others where isWhole(JSONCheck(), Array(text.utf8), pieces: 64) {
            let object = try? JSONSerialization.jsonObject(with: Data(text.utf8), options: .fragmentsAllowed)
            #expect(object != nil, "\(text)")
        }
    }

    @Test func refusesAnInvalidCharacterInJSON() {
        #expect(!isWhole(JSONCheck(), [0x22, 0xFF, 0x22], pieces: 64))
    }

    @Test func boundsTheDepthOfJSON() {
        let deep = String(repeating: "[", count: JSONCheck.deepest)
        let end = String(repeating: "]", count: JSONCheck.deepest)
        #expect(isWhole(JSONCheck(), Array((deep + end).utf8), pieces: 64))
        #expect(!isWhole(JSONCheck(), Array(("[" + deep + end + "]").utf8), pieces: 64))
    }

    @Test(arguments: [1, 7, 64]) func knowsAnImage(pieces: Int) {
        #expect(isWhole(ImageCheck(), OutputFolder.png, pieces: pieces))
        #expect(!isWhole(ImageCheck(), OutputFolder.png + [0], pieces: pieces))
        #expect(!isWhole(ImageCheck(), Array(OutputFolder.png.prefix(20)), pieces: pieces))
    }

    @Test(arguments: [1, 2, 7, 64, 4096]) func knowsAPDF(pieces: Int) {
        let document = Array("%PDF-1.7\n1 0 obj\nnull\nendobj\n".utf8)
        #expect(isWhole(PDFCheck(), document, pieces: pieces))
        #expect(isWhole(PDFCheck(), [UInt8](repeating: 10, count: 1000) + document, pieces: pieces))
        #expect(!isWhole(PDFCheck(), [UInt8](repeating: 10, count: 1024) + document, pieces: pieces))
        #expect(!isWhole(PDFCheck(), Array(document.dropFirst()), pieces: pieces))
        #expect(!isWhole(PDFCheck(), Array("%PDF-1.7\n".utf8) + [UInt8](repeating: 0, count: 5000), pieces: pieces))
        #expect(!isWhole(PDFCheck(), [], pieces: pieces))
    }
}
