// SPDX-License-Identifier: GPL-3.0-or-later

import CPoppler

/// Poppler can't open a document.
package enum DocumentError: Error, Equatable {
    /// It needs a password that we don't have, or a way of encryption that poppler doesn't know.
    case encrypted
    /// Poppler's words.
    case damaged(String)
    /// The descriptor can't be read (`errno`); nothing is said about the document.
    case unreadable(Int32)

    /// Takes over and frees the error.
    init(adopting error: UnsafeMutablePointer<GError>?) {
        guard let error = unsafe error else {
            self = .damaged("unknown error")
            return
        }
        defer { unsafe g_error_free(error) }
        let isEncrypted =
            unsafe error.pointee.domain == poppler_error_quark()
            && error.pointee.code == Int32(POPPLER_ERROR_ENCRYPTED.rawValue)
        let message = unsafe String(copying: error.pointee.message) ?? "unknown error"
        self = isEncrypted ? .encrypted : .damaged(message)
    }
}
