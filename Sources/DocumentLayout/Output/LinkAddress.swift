// SPDX-License-Identifier: GPL-3.0-or-later

/// An address that is safe to follow: of the web or of mail.
struct LinkAddress {
    private static let schemes = ["http://", "https://", "mailto:"]

    let text: String

    /// Nil for other schemes, and for what isn't one word of visible characters.
    init?(_ text: String) {
        let lower = text.lowercased()
        guard Self.schemes.contains(where: lower.hasPrefix) else { return nil }
        guard text.unicodeScalars.allSatisfy({ $0.value > 0x20 && !(0x7F...0xA0).contains($0.value) }) else {
            return nil
        }
        self.text = text
    }

    /// What would end the address is written in percent.
    var markdown: String {
        var result = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            switch scalar {
            case "(": result.append(contentsOf: "%28".unicodeScalars)
            case ")": result.append(contentsOf: "%29".unicodeScalars)
            case "<": result.append(contentsOf: "%3C".unicodeScalars)
            case ">": result.append(contentsOf: "%3E".unicodeScalars)
            case "\\": result.append(contentsOf: "%5C".unicodeScalars)
            case "*": result.append(contentsOf: "%2A".unicodeScalars)
            case "`": result.append(contentsOf: "%60".unicodeScalars)
            default: result.append(scalar)
            }
        }
        return String(result)
    }
}
