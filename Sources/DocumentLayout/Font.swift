// SPDX-License-Identifier: GPL-3.0-or-later

/// A font as a page uses it.
package struct Font: Hashable, Sendable {
    /// The PostScript name, without the tag of an embedded subset.
    package var name: String
    /// In points.
    package var size: Double

    package init(name: String, size: Double) {
        self.name = Self.withoutSubsetTag(name)
        self.size = size
    }

    /// An embedded subset is named `ABCDEF+Times-Roman`: six capitals and a plus sign (ISO 32000-1, 9.6.4).
    private static func withoutSubsetTag(_ name: String) -> String {
        let bytes = Array(name.utf8.prefix(7))
        guard bytes.count == 7, bytes[6] == UInt8(ascii: "+") else { return name }
        guard bytes[..<6].allSatisfy({ (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains($0) }) else { return name }
        return String(name.dropFirst(7))
    }
}
