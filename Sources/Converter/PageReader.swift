// SPDX-License-Identifier: GPL-3.0-or-later

import Conversion
import Poppler
import Tesseract

/// Reads a page from its picture.
struct PageReader {
    private static let pointsPerInch = 72.0
    /// In dots an inch. Pages that are no picture are drawn for reading at this.
    private static let resolution = 300.0
    /// A picture's own pixels are best, within what letters of common sizes need.
    private static let resolutions = 200.0...400.0
    /// The share of a page from which on an image is the page.
    private static let pageShare = 0.5
    /// Letters have more pixels than this on a side.
    private static let smallestSide = 12

    let request: ConversionRequest
    let number: Int

    /// - Returns: no words where the page is blank.
    func read(_ page: borrowing Page, _ engine: borrowing Engine) throws -> RecognizedPage {
        let (width, height) = page.size
        guard width.isFinite, height.isFinite, width > 0, height > 0 else {
            throw Failure(.corrupt, "Page \(number) has no size, so it can't be read.")
        }
        let scale = scale(for: page, width, height)
        guard let size = PixelSize(width: width * scale, height: height * scale) else {
            throw Failure(.tooLarge, "Page \(number) is too long to be drawn.")
        }
        let words = try words(in: picture(of: page, size, dots: scale * Self.pointsPerInch), engine)
        return RecognizedPage(words, width: width, height: height, size)
    }

    private func words(in picture: borrowing Picture, _ engine: borrowing Engine) throws -> [PictureWord] {
        guard min(picture.width, picture.height) >= Self.smallestSide, !picture.isBlank else { return [] }
        do {
            return try engine.read(picture, request.languages)
        } catch let error as RecognitionError {
            throw Failure(error, page: number, request.languages)
        }
    }

    private func picture(of page: borrowing Page, _ size: PixelSize, dots: Double) throws -> Picture {
        try page.raster(size).withPixels { start, stride, isGray in
            try Picture(
                start,
                stride: stride,
                width: Int(size.width),
                height: Int(size.height),
                isGray: isGray,
                resolution: Int(dots.rounded())
            )
        }
    }

    /// Pixels a point.
    private func scale(for page: borrowing Page, _ width: Double, _ height: Double) -> Double {
        let wanted = (ownResolution(of: page, width * height) ?? Self.resolution) / Self.pointsPerInch
        let most = (Double(request.limits.pixels) / (width * height)).squareRoot()
        return min(wanted, most, Double(PixelSize.longestSide - 1) / max(width, height))
    }

    /// Of the image that makes up the page; nil where there is none.
    private func ownResolution(of page: borrowing Page, _ pageArea: Double) -> Double? {
        let largest = page.imageAreas.max { $0.area.size < $1.area.size }
        guard let largest, largest.area.size >= Self.pageShare * pageArea, largest.area.size.isFinite,
            let pixels = page.pixelSize(of: largest)
        else { return nil }
        let dots = (Double(pixels.width) * Double(pixels.height) / largest.area.size).squareRoot() * Self.pointsPerInch
        return min(max(dots, Self.resolutions.lowerBound), Self.resolutions.upperBound)
    }
}

extension Rectangle {
    /// In square points.
    fileprivate var size: Double { ((x2 - x1) * (y2 - y1)).magnitude }
}

extension Failure {
    fileprivate init(_ error: RecognitionError, page: Int, _ languages: LanguageSelection) {
        switch error {
        case .missing(let language):
            self.init(
                .invalidRequest,
                "lang=\(languages.text): the data of \(language) is not installed in the converter; install "
                    + "the Debian package \(LanguageData.package(of: language)), or ask for ocr=never."
            )
        case .unusable(let names):
            self.init(.internal, "The data of \(names) in \(LanguageData.folder) can't be used.")
        case .memory: self.init(.memory, "Page \(page) needs more memory to be read than a converter may use.")
        case .failed: self.init(.corrupt, "The picture of page \(page) can't be read.")
        }
    }
}
