// SPDX-License-Identifier: GPL-3.0-or-later

import Conversion
import DocumentLayout
import Poppler

/// Whether a page must be read from its picture.
enum RecognitionNeed {
    /// The share of a page that its images cover where it is a picture.
    private static let pictureShare = 0.7
    /// Letters that a scanner or an archive may have stamped on a picture, besides those in its margins.
    private static let stamp = 60

    /// - Parameter analysis: of the page's own contents.
    static func isThere(
        for page: borrowing Page,
        _ contents: PageContents,
        _ analysis: PageAnalysis,
        _ mode: RecognitionMode
    ) -> Bool {
        switch mode {
        case .never: return false
        case .always: return true
        case .auto: break
        }
        // A page may be drawn of nothing but curves; whether there is anything to read, its picture tells.
        guard contents.glyphs.contains(where: { !$0.scalar.properties.isWhitespace }) else { return true }
        // To look for images takes longer than to look at the text, which is good on most pages.
        let isStamped = contents.lettersBetweenMargins(upTo: stamp + 1) <= stamp
        guard isStamped || TextQuality(analysis).isPoor else { return false }
        return imageShare(of: page) >= pictureShare
    }

    /// Scanners cut pages into strips: the areas are added up.
    private static func imageShare(of page: borrowing Page) -> Double {
        let (width, height) = page.size
        guard width > 0, height > 0 else { return 0 }
        return page.imageAreas.reduce(0) { share, image in
            let (x1, x2) = (max(0, min(image.area.x1, image.area.x2)), min(width, max(image.area.x1, image.area.x2)))
            let (y1, y2) = (max(0, min(image.area.y1, image.area.y2)), min(height, max(image.area.y1, image.area.y2)))
            let area = max(0, x2 - x1) * max(0, y2 - y1)
            return area.isFinite ? share + area / (width * height) : share
        }
    }
}
