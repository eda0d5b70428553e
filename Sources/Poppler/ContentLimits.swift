// SPDX-License-Identifier: GPL-3.0-or-later

/// How much of a page is read at most.
package struct ContentLimits: Sendable {
    package var glyphs = 200_000
    package var marks = 50_000
    package var links = 5000

    package init() {}
}
