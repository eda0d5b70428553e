// SPDX-License-Identifier: GPL-3.0-or-later

/// A font that a document uses.
package struct DocumentFont: Hashable, Sendable {
    package var name: String?
    /// As PDF names them: `Type 1`, `TrueType`, `CID TrueType` …
    package var type: String
    package var isEmbedded: Bool
}
