// SPDX-License-Identifier: GPL-3.0-or-later

import CTesseract

/// Tesseract with some languages loaded. It is made ready once and then used by forked children, each of which has one
/// picture read: so the same picture gives the same words, whatever was read before.
@safe
package struct Recognizer: ~Copyable {
    package let languages: [String]
    private let engine: OpaquePointer

    /// - Throws: `RecognitionError`.
    package init(languages: [String]) throws {
        if let missing = languages.first(where: { !LanguageData.isInstalled($0) }) {
            throw RecognitionError.missing(language: missing)
        }
        let engine = unsafe try Self.start(languages.joined(separator: "+"), OEM_LSTM_ONLY)
        unsafe TessBaseAPISetPageSegMode(engine, PSM_AUTO)
        unsafe self.engine = engine
        self.languages = languages
    }

    deinit { unsafe TessBaseAPIDelete(engine) }

    static func start(_ languages: String, _ mode: TessOcrEngineMode) throws -> OpaquePointer {
        guard let engine = unsafe TessBaseAPICreate() else { throw RecognitionError.memory }
        unsafe TessBaseAPISetVariable(engine, "debug_file", "/dev/null")
        guard unsafe TessBaseAPIInit2(engine, LanguageData.folder, languages, mode) == 0 else {
            unsafe TessBaseAPIDelete(engine)
            throw RecognitionError.unusable(languages: languages)
        }
        unsafe TessBaseAPISetVariable(engine, "debug_file", "/dev/null")
        return unsafe engine
    }

    /// The angle by which the picture must be turned clockwise to be level, in radians; 0 where it can't be told.
    func skew(of picture: borrowing Picture) -> Double {
        unsafe TessBaseAPISetImage2(engine, picture.pixels)
        var binary = unsafe TessBaseAPIGetThresholdedImage(engine)
        defer { unsafe pixDestroy(&binary) }
        var (degrees, confidence): (l_float32, l_float32) = (0, 0)
        guard let found = unsafe binary, unsafe pixFindSkew(found, &degrees, &confidence) == 0 else { return 0 }
        return confidence >= Skew.surety && abs(degrees) >= Skew.least ? Double(degrees) * .pi / 180 : 0
    }

    private enum Skew {
        /// Leptonica's own measure of what can be trusted.
        static let surety: l_float32 = 3
        /// In degrees; tesseract follows lines that rise less.
        static let least: l_float32 = 0.5
    }

    /// - Parameter origin: leads back from this picture.
    /// - Throws: `RecognitionError`.
    func words(in picture: borrowing Picture, _ origin: PictureOrigin) throws -> [PictureWord] {
        unsafe TessBaseAPISetImage2(engine, picture.pixels)
        defer { unsafe TessBaseAPIClear(engine) }
        guard unsafe TessBaseAPIRecognize(engine, nil) == 0 else { throw RecognitionError.failed }
        guard let results = unsafe TessBaseAPIGetIterator(engine) else { return [] }
        defer { unsafe TessResultIteratorDelete(results) }
        let resolution = Double(unsafe TessBaseAPIGetSourceYResolution(engine))
        var words: [PictureWord] = []
        repeat {
            if let word = unsafe PictureWord(results, origin, resolution: resolution) { words.append(word) }
        } while unsafe TessResultIteratorNext(results, RIL_WORD) != 0
        return words
    }
}
