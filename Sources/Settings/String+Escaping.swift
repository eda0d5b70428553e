// SPDX-License-Identifier: GPL-3.0-or-later

extension String {
    /// Control characters and those that turn the direction of text, made visible: a document's name can neither move
    /// the cursor nor pose as another.
    package var escapingControls: String {
        guard unicodeScalars.contains(where: \.isControl) else { return self }
        return unicodeScalars.map { scalar in
            scalar.isControl ? "\\u{\(String(scalar.value, radix: 16))}" : String(scalar)
        }.joined()
    }

    /// JSON may hold DEL and the second set of control characters (0x80 to 0x9F) as they are; terminals obey them.
    package var escapingControlsInJSON: String {
        guard unicodeScalars.contains(where: \.isControl) else { return self }
        return unicodeScalars.map { scalar in
            guard scalar.isControl else { return String(scalar) }
            let digits = String(scalar.value, radix: 16)
            return "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
        }.joined()
    }
}

extension Unicode.Scalar {
    fileprivate var isControl: Bool {
        properties.generalCategory == .control || (0x2028...0x202E).contains(value) || (0x2066...0x2069).contains(value)
    }
}
