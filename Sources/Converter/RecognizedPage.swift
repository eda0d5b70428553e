// SPDX-License-Identifier: GPL-3.0-or-later

import DocumentLayout
import Glibc
import Poppler
import SearchablePDF
import Tesseract

/// The words of a page that was read from its picture, in points from the page's top left corner.
struct RecognizedPage {
    private let words: [PictureWord]
    /// Of the page as it is shown, in points.
    private let height: Double

    /// - Parameters:
    ///   - width: of the page as it is shown, in points.
    ///   - height: the same.
    ///   - size: of the picture that was made of it.
    init(_ words: [PictureWord], width: Double, height: Double, _ size: PixelSize) {
        let (x, y) = (width / Double(size.width), height / Double(size.height))
        self.words = words.map { $0.scaled(x, y) }
        self.height = height
    }

    private init(_ words: [PictureWord], height: Double) {
        self.words = words
        self.height = height
    }

    var text: RecognizedText { RecognizedText(words: words.map(RecognizedWord.init)) }

    /// The content stream that lays them under the page; empty where there are none.
    var layer: [UInt8] { TextLayer.contents(words.map(LayerWord.init), height: height) }

    /// The words at these positions, in lines as before.
    func keeping(_ positions: [Int]) -> RecognizedPage {
        var kept: [PictureWord] = []
        var next = 0
        for position in positions {
            var word = words[position]
            word.beginsLine = words[next...position].contains(where: \.beginsLine)
            kept.append(word)
            next = position + 1
        }
        return RecognizedPage(kept, height: height)
    }
}

extension PictureWord {
    fileprivate func scaled(_ x: Double, _ y: Double) -> PictureWord {
        var word = self
        word.corners = corners.map { PicturePoint(x: $0.x * x, y: $0.y * y) }
        word.baseline = baseline.map { PicturePoint(x: $0.x * x, y: $0.y * y) }
        word.levelCorners = levelCorners.map { PicturePoint(x: $0.x * x, y: $0.y * y) }
        word.levelBaseline = levelBaseline.map { PicturePoint(x: $0.x * x, y: $0.y * y) }
        word.size *= y
        return word
    }
}

extension LayerWord {
    fileprivate init(_ word: PictureWord) {
        let (start, end) = (word.baseline[0], word.baseline[1])
        self.init(
            text: RightToLeft.visual(word.text),
            start: (start.x, start.y),
            end: (end.x, end.y),
            size: word.size,
            beginsLine: word.beginsLine
        )
    }
}

extension RecognizedWord {
    fileprivate init(_ word: PictureWord) {
        let (xs, ys) = (word.levelCorners.map(\.x), word.levelCorners.map(\.y))
        let (start, end) = (word.levelBaseline[0], word.levelBaseline[1])
        let quarters = (Int((atan2(end.y - start.y, end.x - start.x) / (.pi / 2)).rounded()) + 4) % 4
        self.init(
            text: word.text,
            box: Box(left: xs.min() ?? 0, top: ys.min() ?? 0, right: xs.max() ?? 0, bottom: ys.max() ?? 0),
            baseline: quarters % 2 == 0 ? (start.y + end.y) / 2 : (start.x + end.x) / 2,
            size: word.size,
            confidence: word.confidence,
            turns: quarters,
            beginsLine: word.beginsLine
        )
    }
}
