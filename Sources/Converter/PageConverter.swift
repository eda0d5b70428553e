// SPDX-License-Identifier: GPL-3.0-or-later

import Conversion
import DocumentLayout
import Poppler

/// Makes all that a job asks for of one page.
struct PageConverter {
    /// The longest side of a thumbnail, in pixels.
    private static let thumbnailSide = 512.0
    private static let pointsPerInch = 72.0

    let request: ConversionRequest
    let number: Int
    let output: SliceFolder

    /// All but the thumbnail.
    /// - Parameters:
    ///   - analysis: of its text; nil where no output needs that.
    ///   - layer: the text to be laid under it; nil where it was not read from its picture.
    func convert(_ page: borrowing Page, _ analysis: PageAnalysis?, layer: [UInt8]?) throws {
        if let analysis { try writeText(of: analysis) }
        if let layer, request.outputs.contains(.pdf) { try output.write(layer, to: SliceFile.layer(number)) }
        if request.outputs.contains(.images) { try writeImage(of: page) }
    }

    private func writeText(of analysis: PageAnalysis) throws {
        if request.outputs.contains(.text) { try output.write(PageText(analysis).utf8, to: SliceFile.text(number)) }
        if request.outputs.contains(.layout) { try output.write(analysis.json, to: SliceFile.layout(number)) }
        if request.outputs.contains(where: \.isOfWholeDocument) {
            try output.write(analysis.bytes, to: SliceFile.analysis(number))
        }
    }

    private func writeImage(of page: borrowing Page) throws {
        let (width, height) = page.size
        let scale = Double(request.dpi) / Self.pointsPerInch
        try requireSize(width, height)
        let size = PixelSize(width: width * scale, height: height * scale)
        guard let size, size.count <= request.limits.pixels else {
            throw Failure(
                .tooLarge,
                "Page \(number) is \(whole(width)) × \(whole(height)) points; at \(request.dpi) dpi that is more than "
                    + "the limit of \(request.limits.pixels) pixels, or \(PixelSize.longestSide) a side."
            )
        }
        try write(page, size, to: SliceFile.image(number))
    }

    func writeThumbnail(of page: borrowing Page) throws {
        let (width, height) = page.size
        try requireSize(width, height)
        let scale = Self.thumbnailSide / max(width, height)
        guard let size = PixelSize(width: width * scale, height: height * scale) else { throw sizeless }
        try write(page, size, to: SliceFile.thumbnail)
    }

    private func write(_ page: borrowing Page, _ size: PixelSize, to name: String) throws {
        let raster = try page.raster(size)
        let file = try output.create(name)
        try raster.writePNG(to: file.descriptor)
        try file.finish()
    }

    private var sizeless: Failure { Failure(.corrupt, "Page \(number) has no size, so it can't be drawn.") }

    private func requireSize(_ width: Double, _ height: Double) throws {
        guard width.isFinite, height.isFinite, width > 0, height > 0 else { throw sizeless }
    }

    private func whole(_ length: Double) -> String { Int(exactly: length.rounded()).map(String.init) ?? "\(length)" }
}
