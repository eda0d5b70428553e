// SPDX-License-Identifier: GPL-3.0-or-later

import Glibc

/// An entry of an open folder, as readdir(3) gives it.
extension UnsafeMutablePointer<dirent> {
    /// With its end; names may be no text.
    var name: [CChar] {
        withUnsafeBytes(of: &pointee.d_name) { $0.prefix { $0 != 0 }.map(CChar.init(bitPattern:)) + [0] }
    }

    var text: String { withUnsafeBytes(of: &pointee.d_name) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) } }

    var isItselfOrAbove: Bool { [".", ".."].contains(text) }
}
