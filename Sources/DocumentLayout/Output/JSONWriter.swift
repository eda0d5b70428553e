// SPDX-License-Identifier: GPL-3.0-or-later

/// Writes JSON into a buffer. A page has thousands of small numbers and words: this costs a fraction of what an encoder
/// for any type would.
package struct JSONWriter {
    package private(set) var bytes: [UInt8] = []
    private var needsComma = false

    package init() {}

    package mutating func object(_ body: (inout JSONWriter) -> Void) { nested("{", "}", body) }

    package mutating func array(_ body: (inout JSONWriter) -> Void) { nested("[", "]", body) }

    package mutating func key(_ name: StaticString) {
        separate()
        bytes.append(UInt8(ascii: "\""))
        name.withUTF8Buffer { bytes.append(contentsOf: $0) }
        bytes.append(contentsOf: [UInt8(ascii: "\""), UInt8(ascii: ":")])
        needsComma = false
    }

    package mutating func value(_ flag: Bool) {
        separate()
        bytes.append(contentsOf: (flag ? "true" : "false").utf8)
    }

    package mutating func value(_ number: Int) {
        separate()
        appendDigits(of: number)
    }

    /// With two decimals at most. JSON knows neither infinity nor NaN: those, and what is beyond any page, become 0.
    package mutating func value(_ number: Double) {
        separate()
        let hundredths = (number * 100).rounded()
        guard hundredths.magnitude < 1e15 else { return bytes.append(UInt8(ascii: "0")) }
        appendHundredths(Int(hundredths))
    }

    package mutating func value(_ text: String) {
        separate()
        bytes.append(UInt8(ascii: "\""))
        appendEscaped(text)
        bytes.append(UInt8(ascii: "\""))
    }

    private mutating func nested(_ start: Unicode.Scalar, _ end: Unicode.Scalar, _ body: (inout JSONWriter) -> Void) {
        separate()
        bytes.append(UInt8(ascii: start))
        needsComma = false
        body(&self)
        bytes.append(UInt8(ascii: end))
        needsComma = true
    }

    private mutating func separate() {
        if needsComma { bytes.append(UInt8(ascii: ",")) }
        needsComma = true
    }
}

extension JSONWriter {
    private mutating func appendHundredths(_ number: Int) {
        if number < 0 { bytes.append(UInt8(ascii: "-")) }
        let (whole, fraction) = number.magnitude.quotientAndRemainder(dividingBy: 100)
        appendDigits(of: Int(whole))
        guard fraction != 0 else { return }
        bytes.append(UInt8(ascii: "."))
        bytes.append(UInt8(ascii: "0") + UInt8(fraction / 10))
        if fraction % 10 != 0 { bytes.append(UInt8(ascii: "0") + UInt8(fraction % 10)) }
    }

    private mutating func appendDigits(of number: Int) {
        if number < 0 { bytes.append(UInt8(ascii: "-")) }
        let start = bytes.count
        var rest = number.magnitude
        repeat {
            bytes.append(UInt8(ascii: "0") + UInt8(rest % 10))
            rest /= 10
        } while rest > 0
        bytes[start...].reverse()
    }

    /// Everything from U+0000 to U+001F and U+007F to U+009F is escaped, so that no output can steer a terminal.
    private mutating func appendEscaped(_ text: String) {
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "\""), UInt8(ascii: "\\"):
                bytes.append(UInt8(ascii: "\\"))
                bytes.append(byte)
            case 0..<0x20, 0x7F:
                appendEscape(byte)
            case 0x80..<0xA0 where bytes.last == 0xC2:
                bytes.removeLast()
                appendEscape(byte)
            default:
                bytes.append(byte)
            }
        }
    }

    private mutating func appendEscape(_ value: UInt8) {
        bytes.append(contentsOf: "\\u00".utf8)
        for digit in [value >> 4, value & 0xF] {
            bytes.append(digit < 10 ? UInt8(ascii: "0") + digit : UInt8(ascii: "a") + digit - 10)
        }
    }
}
