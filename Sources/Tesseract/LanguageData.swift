// SPDX-License-Identifier: GPL-3.0-or-later

import CTesseract
import Glibc

/// Where Debian's packages put what tesseract has learned.
package enum LanguageData {
    /// Such as `/usr/share/tesseract-ocr/5/tessdata`.
    package static let folder = "/usr/share/tesseract-ocr/\(version.prefix { $0 != "." })/tessdata"

    /// Tesseract's, such as `5.3.0`.
    package static var version: String { unsafe String(cString: TessVersion()) }

    package static func isInstalled(_ language: String) -> Bool {
        unsafe access("\(folder)/\(language).traineddata", R_OK) == 0
    }

    /// The Debian package that holds a language.
    package static func package(of language: String) -> String {
        "tesseract-ocr-" + language.split(separator: "_").joined(separator: "-")
    }
}
