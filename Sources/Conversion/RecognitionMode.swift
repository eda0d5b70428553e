// SPDX-License-Identifier: GPL-3.0-or-later

/// Which pages are read from their picture (optical character recognition).
package enum RecognitionMode: String, Codable, Sendable, CaseIterable {
    /// Those without text of their own, and pictures over which lies poor text.
    case auto
    case always
    case never
}
