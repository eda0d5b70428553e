// SPDX-License-Identifier: GPL-3.0-or-later

/// Whether bytes are one JSON value (RFC 8259).
struct JSONCheck: FormatCheck {
    /// Levels of arrays and objects in each other.
    static let deepest = 512

    private enum State {
        /// What may come next.
        case value, elementOrEnd, keyOrEnd, key, colon, commaOrEnd
        /// In the middle of it.
        case string, escape, hexadecimal, number, word
    }

    private var text = TextCheck()
    private var state = State.value
    /// Of each open array or object, whether it is an object.
    private var open: [Bool] = []
    private var isKey = false
    private var digitsLeft = 0
    private var number = JSONNumber.minus
    private var word: ArraySlice<UInt8> = []

    var isWhole: Bool {
        text.isWhole && open.isEmpty && (state == .commaOrEnd || (state == .number && number.isWhole))
    }

    mutating func accepts(_ bytes: [UInt8]) -> Bool {
        text.accepts(bytes) && bytes.allSatisfy { accepts($0) }
    }

    private mutating func accepts(_ byte: UInt8) -> Bool {
        switch state {
        case .string: acceptsInString(byte)
        case .escape: acceptsEscape(byte)
        case .hexadecimal: acceptsDigit(byte)
        case .number: acceptsInNumber(byte)
        case .word: acceptsInWord(byte)
        default: Self.isSpace(byte) || acceptsMark(byte)
        }
    }

    private static func isSpace(_ byte: UInt8) -> Bool {
        byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09
    }

    // MARK: Marks

    private mutating func acceptsMark(_ byte: UInt8) -> Bool {
        switch (state, byte) {
        case (.key, UInt8(ascii: "\"")), (.keyOrEnd, UInt8(ascii: "\"")): begin(.string, isKey: true)
        case (.colon, UInt8(ascii: ":")): begin(.value)
        case (.commaOrEnd, UInt8(ascii: ",")): acceptsComma()
        case (.keyOrEnd, UInt8(ascii: "}")), (.commaOrEnd, UInt8(ascii: "}")): close(isObject: true)
        case (.elementOrEnd, UInt8(ascii: "]")), (.commaOrEnd, UInt8(ascii: "]")): close(isObject: false)
        case (.value, _), (.elementOrEnd, _): beginsValue(byte)
        default: false
        }
    }

    private mutating func begin(_ next: State, isKey: Bool = false) -> Bool {
        state = next
        self.isKey = isKey
        return true
    }

    private mutating func acceptsComma() -> Bool {
        guard let isObject = open.last else { return false }
        return begin(isObject ? .key : .value)
    }

    private mutating func close(isObject: Bool) -> Bool {
        guard open.popLast() == isObject else { return false }
        return begin(.commaOrEnd)
    }

    private mutating func beginsValue(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "\""): return begin(.string)
        case UInt8(ascii: "{"): return opens(isObject: true)
        case UInt8(ascii: "["): return opens(isObject: false)
        case UInt8(ascii: "t"): return begin(word: "rue")
        case UInt8(ascii: "f"): return begin(word: "alse")
        case UInt8(ascii: "n"): return begin(word: "ull")
        default:
            guard let first = JSONNumber(first: byte) else { return false }
            number = first
            return begin(.number)
        }
    }

    private mutating func opens(isObject: Bool) -> Bool {
        guard open.count < Self.deepest else { return false }
        open.append(isObject)
        return begin(isObject ? .keyOrEnd : .elementOrEnd)
    }

    // MARK: Values

    private mutating func acceptsInString(_ byte: UInt8) -> Bool {
        if byte == UInt8(ascii: "\"") { return begin(isKey ? .colon : .commaOrEnd) }
        if byte == UInt8(ascii: "\\") { state = .escape }
        return byte >= 0x20
    }

    private mutating func acceptsEscape(_ byte: UInt8) -> Bool {
        if byte == UInt8(ascii: "u") {
            digitsLeft = 4
            state = .hexadecimal
            return true
        }
        state = .string
        return "\"\\/bfnrt".utf8.contains(byte)
    }

    private mutating func acceptsDigit(_ byte: UInt8) -> Bool {
        digitsLeft -= 1
        if digitsLeft == 0 { state = .string }
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "f"),
            UInt8(ascii: "A")...UInt8(ascii: "F"):
            return true
        default: return false
        }
    }

    private mutating func acceptsInNumber(_ byte: UInt8) -> Bool {
        if let next = number.next(byte) {
            number = next
            return true
        }
        state = .commaOrEnd
        return number.isWhole && accepts(byte)
    }

    private mutating func begin(word rest: String) -> Bool {
        word = Array(rest.utf8)[...]
        return begin(.word)
    }

    private mutating func acceptsInWord(_ byte: UInt8) -> Bool {
        let isRight = word.popFirst() == byte
        if word.isEmpty { state = .commaOrEnd }
        return isRight
    }
}
