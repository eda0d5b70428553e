// SPDX-License-Identifier: GPL-3.0-or-later

/// A font without a size.
package struct FontFace: Hashable, Sendable {
    /// The PostScript name, without the tag of an embedded subset.
    package var name: String
    package var isBold: Bool
    package var isItalic: Bool
    package var isFixedWidth: Bool

    package init(name: String, isBold: Bool = false, isItalic: Bool = false, isFixedWidth: Bool = false) {
        self.name = Self.withoutSubsetTag(name)
        self.isBold = isBold || Self.hasStyleSuffix(self.name, "B")
        self.isItalic = isItalic || Self.hasStyleSuffix(self.name, "I")
        self.isFixedWidth = isFixedWidth
    }

    /// An embedded subset is named `ABCDEF+Times-Roman`: six capitals and a plus sign (ISO 32000-1, 9.6.4).
    private static func withoutSubsetTag(_ name: String) -> String {
        let bytes = Array(name.utf8.prefix(7))
        guard bytes.count == 7, bytes[6] == UInt8(ascii: "+") else { return name }
        guard bytes[..<6].allSatisfy({ (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains($0) }) else { return name }
        return String(name.dropFirst(7))
    }

    /// Whether the name ends like `.B` or `-BI`.
    private static func hasStyleSuffix(_ name: String, _ letter: Character) -> Bool {
        guard let mark = name.lastIndex(where: { $0 == "." || $0 == "-" }) else { return false }
        let suffix = name[name.index(after: mark)...]
        return suffix == String(letter) || suffix == "BI" || suffix == "B+I"
    }
}
