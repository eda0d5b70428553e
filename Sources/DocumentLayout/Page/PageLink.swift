// SPDX-License-Identifier: GPL-3.0-or-later

/// An area that leads to an address.
package struct PageLink: Equatable, Sendable {
    package var box: Box
    package var address: String

    package init(box: Box, address: String) {
        self.box = box
        self.address = address
    }
}
