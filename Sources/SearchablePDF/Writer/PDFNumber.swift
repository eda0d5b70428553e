// SPDX-License-Identifier: GPL-3.0-or-later

/// A number as PDF writes it: at most three decimals, no exponent. What is not finite is 0.
package enum PDFNumber {
    package static func text(_ number: Double) -> String {
        let thousandths = (number * 1000).rounded()
        guard thousandths.magnitude < 1e12 else { return "0" }
        let (whole, fraction) = Int(thousandths).magnitude.quotientAndRemainder(dividingBy: 1000)
        let sign = thousandths < 0 ? "-" : ""
        guard fraction > 0 else { return "\(sign)\(whole)" }
        var digits = String(String(1000 + fraction).dropFirst())
        while digits.hasSuffix("0") { digits.removeLast() }
        return "\(sign)\(whole).\(digits)"
    }

    package static func list(_ numbers: [Double]) -> String { numbers.map(text).joined(separator: " ") }
}
