// SPDX-License-Identifier: GPL-3.0-or-later

/// A strong entity tag (RFC 9110, 8.8.3).
struct EntityTag: Hashable {
    /// With its quotation marks.
    let text: String

    init(_ opaque: String) { text = "\"\(opaque)\"" }

    /// If-None-Match: compared weakly.
    func isListed(in header: String?) -> Bool {
        guard let header else { return false }
        let tags = header.split(separator: ",").map { $0.filter { $0 != " " && $0 != "\t" } }
        return tags.contains { $0 == "*" || $0 == text || $0 == "W/" + text }
    }

    /// If-Range: compared strongly; a date never matches, since none is given out.
    func allowsRange(_ header: String?) -> Bool { header == nil || header == text }
}
