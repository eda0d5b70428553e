// SPDX-License-Identifier: GPL-3.0-or-later

/// A picture can't be read.
package enum RecognitionError: Error, Equatable {
    /// The data of this language is not there.
    case missing(language: String)
    /// The data of these languages can't be loaded.
    case unusable(languages: String)
    /// There is not enough memory for the picture.
    case memory
    /// Tesseract gave up; it does not say why.
    case failed
}
