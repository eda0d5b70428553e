// SPDX-License-Identifier: GPL-3.0-or-later

import CTesseract

extension PictureWord {
    private static let pointsPerInch = 72.0

    /// The word at which the iterator stands; nil where there is none.
    init?(_ results: OpaquePointer, _ origin: PictureOrigin, resolution: Double) {
        guard let characters = unsafe TessResultIteratorGetUTF8Text(results, RIL_WORD) else { return nil }
        text = unsafe String(cString: characters)
        unsafe TessDeleteText(characters)
        let layout = unsafe TessResultIteratorGetPageIteratorConst(results)
        var (left, top, right, bottom): (Int32, Int32, Int32, Int32) = (0, 0, 0, 0)
        guard !text.isEmpty, unsafe TessPageIteratorBoundingBox(layout, RIL_WORD, &left, &top, &right, &bottom) != 0
        else {
            return nil
        }
        let box = [(left, top), (right, top), (right, bottom), (left, bottom)].map { PicturePoint($0, $1) }
        corners = box.map { origin.whole($0) }
        levelCorners = box.map { origin.upright($0) }
        var (x1, y1, x2, y2) = (left, bottom, right, bottom)
        _ = unsafe TessPageIteratorBaseline(layout, RIL_WORD, &x1, &y1, &x2, &y2)
        let ends = [PicturePoint(x1, y1), PicturePoint(x2, y2)]
        baseline = ends.map { origin.whole($0) }
        levelBaseline = ends.map { origin.upright($0) }
        let points = unsafe Self.lineSize(results)
        size = points > 0 && resolution > 0 ? Double(points) * resolution / Self.pointsPerInch : Double(bottom - top)
        confidence = max(0, min(100, Double(unsafe TessResultIteratorConfidence(results, RIL_WORD))))
        beginsLine = unsafe TessPageIteratorIsAtBeginningOf(layout, RIL_TEXTLINE) != 0
    }

    /// In points; of a font, tesseract's newer engine knows nothing else.
    private static func lineSize(_ results: OpaquePointer) -> Int32 {
        var flags: (Int32, Int32, Int32, Int32, Int32, Int32) = (0, 0, 0, 0, 0, 0)
        var (points, font): (Int32, Int32) = (0, 0)
        _ = unsafe TessResultIteratorWordFontAttributes(
            results,
            &flags.0,
            &flags.1,
            &flags.2,
            &flags.3,
            &flags.4,
            &flags.5,
            &points,
            &font
        )
        return points
    }
}

extension PicturePoint {
    fileprivate init(_ x: Int32, _ y: Int32) { self.init(x: Double(x), y: Double(y)) }
}
