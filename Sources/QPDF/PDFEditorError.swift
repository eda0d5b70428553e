// SPDX-License-Identifier: GPL-3.0-or-later

/// A PDF can't be read, changed or written.
package struct PDFEditorError: Error, Equatable {
    /// Qpdf's words.
    package var message: String
    /// Whether the file system was the reason.
    package var isSystemError = false
}
