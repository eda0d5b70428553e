// SPDX-License-Identifier: GPL-3.0-or-later

/// What an external converter tells of its work, as it says it; nothing of it is relied on.
package enum ExternalProgress: Codable, Hashable, Sendable {
    case pages(Int)
    case page(Int)
    case message(String)
}
