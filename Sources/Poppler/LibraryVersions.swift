// SPDX-License-Identifier: GPL-3.0-or-later

import CPoppler

/// The libraries that draw and read pages, by name.
package enum LibraryVersions {
    package static var all: [String: String] {
        [
            "poppler": unsafe String(copying: poppler_get_version()) ?? "",
            "cairo": unsafe String(copying: cairo_version_string()) ?? "",
            "libpng": unsafe String(copying: pannier_png_version()) ?? "",
        ]
    }
}
