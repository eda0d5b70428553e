// SPDX-License-Identifier: GPL-3.0-or-later

import CPoppler

extension Raster {
    /// The rows as cairo keeps them.
    /// - Parameter body: gets the first row, the pixels from one row to the next, and whether red, green and blue are
    ///   the same everywhere.
    package borrowing func withPixels<Result: ~Copyable>(
        _ body: (UnsafePointer<UInt32>, Int, Bool) throws -> Result
    ) throws -> Result {
        guard let (start, stride) = unsafe pixels else { throw RasterError(message: "the picture has no pixels") }
        let (width, height) = (Int(size.width), Int(size.height))
        let isGray = unsafe PixelConversion.isGray(start, stride: stride, width: width, height: height)
        return try unsafe body(start, stride, isGray)
    }
}
