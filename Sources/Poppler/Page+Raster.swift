// SPDX-License-Identifier: GPL-3.0-or-later

import CPoppler

extension Page {
    /// Draws the page on white, as a screen shows it; the same page gives the same pixels.
    /// - Parameter size: of the picture; the page is scaled to fill it.
    /// - Returns: the picture.
    /// - Throws: `RasterError`.
    package func raster(_ size: PixelSize) throws -> Raster {
        pannier_give_zeroed_memory()
        let raster = try Raster(size: size)
        guard let context = unsafe cairo_create(raster.surface) else { throw RasterError(message: "no context") }
        defer { unsafe cairo_destroy(context) }
        unsafe cairo_set_source_rgb(context, 1, 1, 1)
        unsafe cairo_paint(context)
        let (width, height) = self.size
        unsafe cairo_scale(context, Double(size.width) / width, Double(size.height) / height)
        unsafe poppler_page_render(reference.pointer, context)
        let status = unsafe cairo_status(context)
        guard status == CAIRO_STATUS_SUCCESS else { throw RasterError(status) }
        return raster
    }
}
