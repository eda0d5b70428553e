// SPDX-License-Identifier: GPL-3.0-or-later

extension Recognizer {
    /// A page that is read worse than this, on the mean of its letters, may stand on its head.
    private static let poor = 65.0

    /// Reads a picture that may be askew or stand on its head. The second look at which way is up is taken only where
    /// the first reading is poor: it takes as long as a third of a reading.
    /// - Returns: the words as one reads them; their places are those of the picture as it came.
    /// - Throws: `RecognitionError`.
    package func read(_ picture: borrowing Picture) throws -> [PictureWord] {
        let words = try levelWords(in: picture, upright: .identity)
        let confidence = Self.confidence(of: words)
        guard confidence < Self.poor, LanguageData.isInstalled("osd") else { return words }
        let quarters = try OrientationFinder().quarterTurns(for: picture)
        guard quarters > 0 else { return words }
        let origin = PictureTransform.undoing(quarterTurns: quarters, width: picture.width, height: picture.height)
        let turned = try levelWords(in: picture.turned(quarters: quarters), upright: origin)
        return Self.confidence(of: turned) > confidence ? turned : words
    }

    private func levelWords(in picture: borrowing Picture, upright: PictureTransform) throws -> [PictureWord] {
        let angle = skew(of: picture)
        guard angle != 0 else { return try words(in: picture, PictureOrigin(whole: upright, upright: upright)) }
        let back = PictureTransform.undoing(radians: angle, width: picture.width, height: picture.height)
        let origin = PictureOrigin(whole: upright.after(back), upright: upright)
        return try words(in: picture.turned(radians: angle), origin)
    }

    /// The mean over letters; 0 where there are none.
    private static func confidence(of words: [PictureWord]) -> Double {
        let letters = words.reduce(0) { $0 + $1.text.unicodeScalars.count }
        guard letters > 0 else { return 0 }
        return words.reduce(0) { $0 + $1.confidence * Double($1.text.unicodeScalars.count) } / Double(letters)
    }
}
