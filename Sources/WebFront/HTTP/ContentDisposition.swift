// SPDX-License-Identifier: GPL-3.0-or-later

/// Content-Disposition with a name that may hold anything (RFC 6266): an ASCII one for all, and where it differs the
/// whole one in the extended notation.
struct ContentDisposition {
    enum Kind: String { case inline, attachment }

    let text: String

    init(_ kind: Kind, fileName: String) {
        let visible = fileName.unicodeScalars.filter { $0.properties.generalCategory != .control }
        let name = String(String.UnicodeScalarView(visible))
        let plain = String(name.unicodeScalars.map { Self.isPlain($0) ? Character($0) : "_" })
        let extended = plain == name ? "" : "; filename*=UTF-8''\(PercentEncoding.encoded(name))"
        text = "\(kind.rawValue); filename=\"\(plain)\"\(extended)"
    }

    /// `%` is left out too: some browsers decode it in the plain notation.
    private static func isPlain(_ scalar: Unicode.Scalar) -> Bool {
        (0x20..<0x7F).contains(scalar.value) && !["\"", "\\", "%"].contains(scalar)
    }
}
