// SPDX-License-Identifier: GPL-3.0-or-later

import CPoppler

extension String {
    /// Copies a string that the caller was given to keep (transfer full), and frees it. Nil where there is none or it
    /// is empty: PDF producers write empty titles for absent ones. Bytes that are no UTF-8 become U+FFFD.
    init?(adopting characters: UnsafeMutablePointer<CChar>?) {
        guard let characters = unsafe characters else { return nil }
        defer { unsafe g_free(characters) }
        guard unsafe characters[0] != 0 else { return nil }
        unsafe self.init(cString: characters)
    }

    /// Copies a string that stays the library's.
    init?(copying characters: UnsafePointer<CChar>?) {
        guard let characters = unsafe characters, unsafe characters[0] != 0 else { return nil }
        unsafe self.init(cString: characters)
    }
}
