// SPDX-License-Identifier: GPL-3.0-or-later

import CPoppler

extension Page {
    /// Where the page shows images. None is decoded for this.
    package var imageAreas: [ImageArea] {
        let list = unsafe poppler_page_get_image_mapping(reference.pointer)
        defer { unsafe poppler_page_free_image_mapping(list) }
        var areas: [ImageArea] = []
        var next = unsafe list
        while let entry = unsafe next {
            if let data = unsafe entry.pointee.data {
                let image = unsafe data.assumingMemoryBound(to: PopplerImageMapping.self).pointee
                let area = image.area
                let rectangle = Rectangle(x1: area.x1, y1: area.y1, x2: area.x2, y2: area.y2)
                areas.append(ImageArea(number: image.image_id, area: rectangle))
            }
            unsafe next = entry.pointee.next
        }
        return areas
    }

    /// How many pixels an image has: it is decoded for this. Nil where it can't be.
    package func pixelSize(of image: ImageArea) -> (width: Int, height: Int)? {
        guard let surface = unsafe poppler_page_get_image(reference.pointer, image.number) else { return nil }
        defer { unsafe cairo_surface_destroy(surface) }
        let width = Int(unsafe cairo_image_surface_get_width(surface))
        let height = Int(unsafe cairo_image_surface_get_height(surface))
        return width > 0 && height > 0 ? (width, height) : nil
    }
}
