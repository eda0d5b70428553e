// SPDX-License-Identifier: GPL-3.0-or-later

import CPoppler
import Glibc

/// A page as pixels.
@safe
package struct Raster: ~Copyable {
    package let size: PixelSize
    let surface: OpaquePointer

    /// White.
    /// - Throws: `RasterError`.
    init(size: PixelSize) throws {
        let surface = unsafe cairo_image_surface_create(CAIRO_FORMAT_RGB24, size.width, size.height)
        guard let surface = unsafe surface else { throw RasterError(message: "no surface") }
        let status = unsafe cairo_surface_status(surface)
        guard status == CAIRO_STATUS_SUCCESS else {
            unsafe cairo_surface_destroy(surface)
            throw RasterError(status)
        }
        unsafe self.surface = surface
        self.size = size
    }

    deinit { unsafe cairo_surface_destroy(surface) }

    /// The rows as cairo keeps them: 32 bits a pixel, blue in the lowest eight, then green and red.
    /// - Returns: the first row, and the distance from one row to the next in pixels.
    var pixels: (start: UnsafePointer<UInt32>, stride: Int)? {
        unsafe cairo_surface_flush(surface)
        guard let data = unsafe cairo_image_surface_get_data(surface) else { return nil }
        let stride = Int(unsafe cairo_image_surface_get_stride(surface)) / MemoryLayout<UInt32>.size
        return unsafe (UnsafeRawPointer(data).assumingMemoryBound(to: UInt32.self), stride)
    }
}

extension RasterError {
    init(_ status: cairo_status_t) {
        message = unsafe String(copying: cairo_status_to_string(status)) ?? "unknown error"
        systemError = status == CAIRO_STATUS_NO_MEMORY ? ENOMEM : nil
    }
}
