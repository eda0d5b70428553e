// SPDX-License-Identifier: GPL-3.0-or-later

import SearchablePDF
import Testing

struct ImageFileTests {
    private func file(_ bytes: [UInt8], limit: Int = 10) throws -> [ImageFrame] {
        try bytes.withUnsafeBytes { bytes in
            let format = try #require(ImageFormat(bytes))
            return try ImageFile(format, bytes, limit: limit).frames
        }
    }

    @Test func aPNGSaysItsSizeAndDensity() throws {
        let frame = try file(SampleImage.png(width: 300, height: 150, dotsPerMetre: 11811))[0]
        #expect(frame.width == 300 && frame.height == 150)
        #expect((frame.pageSize.width - 72).magnitude < 0.01)
    }

    @Test func aPictureWithoutDensityFitsA4() throws {
        let large = try file(SampleImage.png(width: 2480, height: 3508))[0]
        #expect((large.pageSize.height - 842).magnitude < 0.01)
        let small = try file(SampleImage.png(width: 96, height: 48))[0]
        #expect(small.pageSize == (72, 36))
    }

    @Test func aLargeHeaderIsReadWithoutItsPixels() throws {
        #expect(try file(SampleImage.png(width: 100_000, height: 100_000))[0].pixels == 10_000_000_000)
    }

    @Test(arguments: 1...8)
    func aJPEGIsShownAsItsEXIFSays(orientation: Int) throws {
        let frame = try file(SampleImage.jpeg(width: 192, height: 96, orientation: UInt8(orientation)))[0]
        #expect(frame.orientation == orientation)
        #expect(frame.pageSize == (orientation < 5 ? (144, 72) : (72, 144)))
    }

    @Test(arguments: [(72, 3000, 631.5), (72, 1500, 1500), (300, 3000, 720), (0, 3000, 631.5)])
    func aLargeJPEGOfAScreensDensityFitsA4(dots: UInt16, width: UInt16, expected: Double) throws {
        let frame = try file(SampleImage.jpeg(width: width, height: width / 3 * 4, dotsPerInch: dots))[0]
        #expect((frame.pageSize.width - expected).magnitude < 0.01)
    }

    @Test(arguments: 1...8)
    func aTIFFIsShownAsItSays(orientation: Int) throws {
        let frame = try file(SampleImage.tiff([(192, 96)], more: (274, UInt8(orientation))))[0]
        #expect(frame.orientation == orientation)
        #expect(frame.pageSize == (orientation < 5 ? (144, 72) : (72, 144)))
    }

    @Test(arguments: 2...8)
    func anUnturnedTIFFIsOtherwiseTheSame(orientation: Int) throws {
        let bytes = SampleImage.tiff([(10, 20)], more: (274, UInt8(orientation)))
        let unturned = try bytes.withUnsafeBytes { bytes in
            let file = try ImageFile(.tiff, bytes, limit: 1)
            return file.unturned(file.frames[0])
        }
        #expect(unturned == SampleImage.tiff([(10, 20)], more: (274, 1)))
    }

    @Test func aTIFFHasManyPages() throws {
        let frames = try file(SampleImage.tiff([(10, 20), (30, 40)]))
        #expect(frames.map(\.width) == [10, 30] && frames.map(\.height) == [20, 40])
    }

    /// Bits of NewSubfileType: 1 is a reduced copy of another page, 2 one page of many, 4 a mask.
    @Test(arguments: [(0, 3), (1, 1), (2, 3), (3, 1)])
    func reducedCopiesInATIFFAreNoPages(kind: UInt8, pages: Int) throws {
        #expect(try file(SampleImage.tiff([(9, 9), (8, 8), (7, 7)], more: (254, kind))).count == pages)
    }

    @Test func aTIFFInTilesIsRefusedByName() {
        let error = ImageError.unsupported("is stored in tiles; write it in strips (tiffcp -s) and send it again")
        #expect(throws: error) { try file(SampleImage.tiff([(64, 64)], more: (322, 16))) }
    }

    /// SampleFormat 3 are fractions.
    @Test(arguments: [
        ((258, 32), "has 32 bits a sample; convert it to 8 and send it again"),
        ((339, 3), "has samples with fractions or a sign; convert it to 8 bits a sample and send it again"),
    ])
    func aTIFFOfMeasurementsIsRefusedByName(more: (UInt16, UInt8), words: String) {
        #expect(throws: ImageError.unsupported(words)) { try file(SampleImage.tiff([(64, 64)], more: more)) }
    }

    @Test func aTIFFThatLeadsBackToItselfEnds() throws {
        #expect(try file(SampleImage.tiff([(10, 20)], loops: true)).count == 1)
    }

    @Test func tooManyPagesAreRefused() {
        #expect(throws: ImageError.tooManyPages) { try file(SampleImage.tiff([(1, 1), (1, 1), (1, 1)]), limit: 2) }
    }

    @Test(arguments: [
        SampleImage.png(width: 10, height: 10), SampleImage.jpeg(width: 8, height: 8),
        SampleImage.tiff([(8, 8), (8, 8)]),
    ])
    func aFileThatEndsTooEarlyIsCorruptWhereverItEnds(bytes: [UInt8]) {
        for length in 0..<bytes.count {
            let cut = Array(bytes.prefix(length))
            cut.withUnsafeBytes { cut in
                guard let format = ImageFormat(cut) else { return }
                #expect(throws: ImageError.self) { try ImageFile(format, cut, limit: 10) }
            }
        }
    }
}
