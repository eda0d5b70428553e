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
        text.replacing { scalar in
            switch scalar {
            case "(": "%28"
            case ")": "%29"
            case "<": "%3C"
            case ">": "%3E"
            case "\\": "%5C"
            case "*": "%2A"
            case "`": "%60"
            case "|": "%7C"
            default: nil
            }
        }
    }
}
