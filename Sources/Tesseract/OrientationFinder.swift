// SPDX-License-Identifier: GPL-3.0-or-later

import CTesseract

/// Tells which way up a picture is, by tesseract's data for that (`osd`).
@safe
struct OrientationFinder: ~Copyable {
    private static let data = "osd"
    /// Tesseract's measure; below it the answer is a guess.
    private static let surety: Float = 1

    private let engine: OpaquePointer

    /// - Throws: `RecognitionError`.
    init() throws {
        guard LanguageData.isInstalled(Self.data) else { throw RecognitionError.missing(language: Self.data) }
        let engine = unsafe try Recognizer.start(Self.data, OEM_DEFAULT)
        unsafe TessBaseAPISetPageSegMode(engine, PSM_OSD_ONLY)
        unsafe self.engine = engine
    }

    deinit { unsafe TessBaseAPIDelete(engine) }

    /// How many quarter turns clockwise bring the picture upright; 0 where it can't be told.
    func quarterTurns(for picture: borrowing Picture) -> Int {
        unsafe TessBaseAPISetImage2(engine, picture.pixels)
        var (degrees, confidence): (Int32, Float) = (0, 0)
        guard unsafe TessBaseAPIDetectOrientationScript(engine, &degrees, &confidence, nil, nil) != 0 else { return 0 }
        return confidence >= Self.surety ? (4 - Int(degrees) / 90) % 4 : 0
    }
}
