// SPDX-License-Identifier: GPL-3.0-or-later

/// One picture of an image file, as its header describes it; no pixel has been looked at.
package struct ImageFrame: Equatable, Sendable {
    /// As they are stored.
    package var width: Int
    package var height: Int
    /// Dots an inch, where the file says so.
    package var density: Density?
    /// How it is shown (TIFF 6.0, tag 274): 1 is as stored, 3 upside down, 6 turned right, 8 left; 2, 4, 5, 7 mirrored.
    package var orientation = 1
    /// Of its directory in a TIFF file.
    package var offset = 0

    package struct Density: Equatable, Sendable {
        package var x: Double
        package var y: Double

        /// Nil for what no scanner or camera means: producers write 0 and 1 for "not known".
        init?(_ x: Double, _ y: Double) {
            guard (20...5000).contains(x), (20...5000).contains(y) else { return nil }
            self.x = x
            self.y = y
        }
    }

    package init(width: Int, height: Int) {
        self.width = width
        self.height = height
    }

    package var pixels: Int {
        let (product, overflows) = width.multipliedReportingOverflow(by: height)
        return overflows ? .max : product
    }

    /// The longest side of a page whose size nobody knows: that of A4, in points.
    private static let longestSide = 842.0
    private static let pointsPerInch = 72.0
    /// Dots an inch of a screen, for pictures that are small.
    private static let screen = 96.0

    /// Programs write 72 for "not known", which a picture as large as this can't be meant to have.
    private static let unknown = 71.5...72.5
    private static let largeSide = 2000

    private var knownDensity: Density? {
        guard let density, max(width, height) > Self.largeSide else { return density }
        return Self.unknown.contains(density.x) && Self.unknown.contains(density.y) ? nil : density
    }

    /// Of the stored picture, in points.
    private var storedSize: (width: Double, height: Double) {
        if let density = knownDensity {
            return (Double(width) * Self.pointsPerInch / density.x, Double(height) * Self.pointsPerInch / density.y)
        }
        let dots = max(Self.screen, Double(max(width, height)) * Self.pointsPerInch / Self.longestSide)
        return (Double(width) * Self.pointsPerInch / dots, Double(height) * Self.pointsPerInch / dots)
    }

    /// Whether width and height change places when it is shown.
    private var liesOnItsSide: Bool { orientation >= 5 }

    /// As it is shown, in points.
    package var pageSize: (width: Double, height: Double) {
        let (width, height) = storedSize
        return liesOnItsSide ? (height, width) : (width, height)
    }

    /// What brings the unit square of an image onto the page: a, b, c, d, e, f of PDF's `cm`.
    var placement: [Double] {
        let (width, height) = pageSize
        return switch orientation {
        case 2: [-width, 0, 0, height, width, 0]
        case 3: [-width, 0, 0, -height, width, height]
        case 4: [width, 0, 0, -height, 0, height]
        case 5: [0, -height, -width, 0, width, height]
        case 6: [0, -height, width, 0, 0, height]
        case 7: [0, height, width, 0, 0, 0]
        case 8: [0, height, -width, 0, width, 0]
        default: [width, 0, 0, height, 0, 0]
        }
    }
}
