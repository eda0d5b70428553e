// SPDX-License-Identifier: GPL-3.0-or-later

/// A client's name for a document: data for records and people, never a path of ours.
struct ClientFileName: Hashable {
    /// The last component of what may be a path, Windows' included.
    let text: String

    init(_ name: String?) {
        let last = (name ?? "").split { $0 == "/" || $0 == "\\" }.last ?? ""
        // SQLite's texts end at NUL.
        let kept = String(String.UnicodeScalarView(last.unicodeScalars.filter { $0 != "\0" }))
        let isName = !kept.allSatisfy { $0 == "." || $0.isWhitespace }
        text = isName ? String(kept.prefix(255)) : "document"
    }
}
