// SPDX-License-Identifier: GPL-3.0-or-later

import Conversion
import Glibc
import Poppler
import SearchablePDF
import Testing

@testable import Converter

struct ImageDocumentTests {
    private struct Undrawn: Error {}

    /// Whether a place of the page is dark, told by parts of its width and height.
    private func isDark(_ x: Double, _ y: Double, _ document: ImageDocument) throws -> Bool {
        guard let page = try document.page(1) else { throw Undrawn() }
        let (width, height) = page.size
        guard let size = PixelSize(width: width, height: height) else { throw Undrawn() }
        return try page.raster(size).withPixels { start, stride, _ in
            start[Int(y * height) * stride + Int(x * width)] & 0xFF < 128
        }
    }

    private func document(_ bytes: [UInt8]) throws -> ImageDocument {
        guard let file = tmpfile() else { throw Undrawn() }
        defer { fclose(file) }
        fwrite(bytes, 1, bytes.count, file)
        fflush(file)
        return try ImageDocument(.tiff, MappedFile(fileno(file)), limits: Limits())
    }

    /// The corner in which the stored picture's first pixel is shown (TIFF 6.0, tag 274).
    @Test(arguments: [
        (1, 0.25, 0.25), (2, 0.75, 0.25), (3, 0.75, 0.75), (4, 0.25, 0.75), (5, 0.25, 0.25), (6, 0.75, 0.25),
        (7, 0.75, 0.75), (8, 0.25, 0.75),
    ])
    func aColourTIFFIsShownAsItSays(orientation: Int, x: Double, y: Double) throws {
        let document = try document(ColourTIFF.file(orientation: orientation))
        let (width, height) = try #require(document.frame(1)?.pageSize)
        #expect((width > height) == (orientation < 5))
        for (column, row) in [(0.25, 0.25), (0.75, 0.25), (0.25, 0.75), (0.75, 0.75)] {
            #expect(try isDark(column, row, document) == (column == x && row == y))
        }
    }
}
