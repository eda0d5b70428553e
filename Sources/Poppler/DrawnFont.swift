// SPDX-License-Identifier: GPL-3.0-or-later

/// A font as the page names it.
package struct DrawnFont: Sendable {
    package var name: String
    package var isBold: Bool
    package var isItalic: Bool
    package var isFixedWidth: Bool
}
