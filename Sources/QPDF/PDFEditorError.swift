// SPDX-License-Identifier: GPL-3.0-or-later

/// A PDF can't be read, changed or written.
package struct PDFEditorError: Error, Equatable {
    /// Qpdf's words.
    package var message: String
    /// The error number where the file system or the lack of memory was the reason.
    package var systemError: Int32?
}
