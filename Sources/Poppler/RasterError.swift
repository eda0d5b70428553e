// SPDX-License-Identifier: GPL-3.0-or-later

/// A page can't be drawn or its picture can't be written.
package struct RasterError: Error, Equatable {
    /// Cairo's or libpng's words.
    package var message: String
    /// The `errno` of a write or an allocation that failed; nil where the page itself is the reason.
    package var systemError: Int32?
}
