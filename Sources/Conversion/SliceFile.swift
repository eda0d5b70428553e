// SPDX-License-Identifier: GPL-3.0-or-later

/// Names of the files that a slice writes and *assemble* reads, one for each page and output.
package enum SliceFile {
    package static func text(_ page: Int) -> String { "\(number(page)).txt" }
    package static func layout(_ page: Int) -> String { "\(number(page)).layout" }
    package static func analysis(_ page: Int) -> String { "\(number(page)).page" }
    package static func image(_ page: Int) -> String { "\(number(page)).png" }
    /// The content stream of what was read from its picture.
    package static func layer(_ page: Int) -> String { "\(number(page)).layer" }
    /// The picture of an image file, as an object of a PDF.
    package static func picture(_ page: Int) -> String { "\(number(page)).picture" }
    package static let thumbnail = "thumbnail.png"

    /// Four digits at the least, so that names sort as pages do.
    private static func number(_ page: Int) -> String {
        let digits = String(page)
        return String(repeating: "0", count: max(0, 4 - digits.count)) + digits
    }
}
