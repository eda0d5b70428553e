// SPDX-License-Identifier: GPL-3.0-or-later

/// Where in a number of JSON one is (RFC 8259, section 6).
enum JSONNumber {
    case minus, zero, whole, point, fraction, exponent, sign, power

    init?(first byte: UInt8) {
        switch byte {
        case UInt8(ascii: "-"): self = .minus
        case UInt8(ascii: "0"): self = .zero
        case UInt8(ascii: "1")...UInt8(ascii: "9"): self = .whole
        default: return nil
        }
    }

    /// Whether it may end here.
    var isWhole: Bool {
        switch self {
        case .zero, .whole, .fraction, .power: true
        case .minus, .point, .exponent, .sign: false
        }
    }

    /// Nil where this byte does not go on with it.
    func next(_ byte: UInt8) -> JSONNumber? {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): afterDigit(isZero: byte == UInt8(ascii: "0"))
        case UInt8(ascii: "."): self == .zero || self == .whole ? .point : nil
        case UInt8(ascii: "e"), UInt8(ascii: "E"):
            self == .zero || self == .whole || self == .fraction ? .exponent : nil
        case UInt8(ascii: "+"), UInt8(ascii: "-"): self == .exponent ? .sign : nil
        default: nil
        }
    }

    private func afterDigit(isZero: Bool) -> JSONNumber? {
        switch self {
        case .minus: isZero ? .zero : .whole
        case .zero: nil
        case .whole: .whole
        case .point, .fraction: .fraction
        case .exponent, .sign, .power: .power
        }
    }
}
