// SPDX-License-Identifier: GPL-3.0-or-later

import CPoppler
import Glibc

extension Raster {
    /// Writes a PNG of eight bits: gray where the page has no colour, else RGB. Compression is the quick one: the best
    /// takes five times as long as drawing the page does.
    /// - Parameter descriptor: open for writing; stays the caller's.
    /// - Throws: `RasterError`.
    package borrowing func writePNG(to descriptor: Int32) throws {
        guard let (start, stride) = unsafe pixels else { throw RasterError(message: "the picture has no pixels") }
        let (width, height) = (Int(size.width), Int(size.height))
        let isGray = unsafe PixelConversion.isGray(start, stride: stride, width: width, height: height)
        let samples =
            isGray
            ? unsafe PixelConversion.gray(start, stride: stride, width: width, height: height)
            : unsafe PixelConversion.rgb(start, stride: stride, width: width, height: height)
        let copy = fcntl(descriptor, F_DUPFD_CLOEXEC, 3)
        guard copy >= 0, let stream = unsafe fdopen(copy, "w") else { throw RasterError(failed: "fdopen") }
        do {
            try unsafe Self.write(samples, size: size, isGray: isGray, to: stream)
        } catch {
            unsafe fclose(stream)
            throw error
        }
        guard unsafe fclose(stream) == 0 else { throw RasterError(failed: "write") }
    }

    private static func write(
        _ samples: [UInt8],
        size: PixelSize,
        isGray: Bool,
        to stream: UnsafeMutablePointer<CPoppler.FILE>
    ) throws {
        var image = unsafe png_image()
        unsafe image.version = png_uint_32(PNG_IMAGE_VERSION)
        unsafe image.width = png_uint_32(size.width)
        unsafe image.height = png_uint_32(size.height)
        unsafe image.format = isGray ? pannier_png_gray : pannier_png_rgb
        unsafe image.flags = png_uint_32(PNG_IMAGE_FLAG_FAST)
        defer { unsafe png_image_free(&image) }
        errno = 0
        guard unsafe png_image_write_to_stdio(&image, stream, 0, samples, 0, nil) != 0 else {
            throw RasterError(message: unsafe message(of: image), systemError: errno == 0 ? nil : errno)
        }
    }

    private static func message(of image: png_image) -> String {
        unsafe withUnsafeBytes(of: image.message) { text in
            unsafe String(decoding: text.prefix { $0 != 0 }, as: UTF8.self)
        }
    }
}

extension RasterError {
    /// The system call has just failed.
    fileprivate init(failed call: String) {
        self.init(message: unsafe "\(call): \(String(cString: strerror(errno)))", systemError: errno)
    }
}
