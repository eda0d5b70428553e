// SPDX-License-Identifier: GPL-3.0-or-later

/// A file that is embedded in a document.
package struct Attachment: Sendable {
    package var name: String?
    /// As the document says; it may lie.
    package var bytes: Int?
}
