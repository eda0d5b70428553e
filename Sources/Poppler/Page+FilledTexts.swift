// SPDX-License-Identifier: GPL-3.0-or-later

import CPoppler

/// The text of the page's contents knows nothing of these.
extension Page {
    /// In no particular order. What a screen does not show is left out.
    /// - Parameters:
    ///   - limit: texts at most.
    ///   - length: Unicode scalars at most, of all together.
    package func filledTexts(atMost limit: Int, length: Int) -> [FilledText] {
        var texts = FilledTexts(limit: limit, length: length)
        var widgets = WidgetAreas()
        let list = unsafe poppler_page_get_annot_mapping(reference.pointer)
        defer { unsafe poppler_page_free_annot_mapping(list) }
        unsafe forEach(PopplerAnnotMapping.self, in: list) { unsafe add($0, to: &texts, &widgets) }
        // Only where there are widgets is it worth asking for the form.
        if !widgets.isEmpty { addFields(to: &texts, &widgets) }
        return texts.all
    }

    private func add(_ mapping: PopplerAnnotMapping, to texts: inout FilledTexts, _ widgets: inout WidgetAreas) {
        guard let annotation = unsafe mapping.annot else { return }
        let area = unsafe visibleArea(of: annotation, at: mapping.area)
        switch unsafe poppler_annot_get_annot_type(annotation) {
        case POPPLER_ANNOT_WIDGET:
            var rectangle = PopplerRectangle()
            unsafe poppler_annot_get_rectangle(annotation, &rectangle)
            widgets.add(area, for: Rectangle(rectangle))
        case POPPLER_ANNOT_FREE_TEXT:
            guard let area, !texts.isFull else { return }
            texts.add(unsafe String(adopting: poppler_annot_get_contents(annotation)), at: area)
        default: break
        }
    }

    private func addFields(to texts: inout FilledTexts, _ widgets: inout WidgetAreas) {
        let list = unsafe poppler_page_get_form_field_mapping(reference.pointer)
        defer { unsafe poppler_page_free_form_field_mapping(list) }
        unsafe forEach(PopplerFormFieldMapping.self, in: list) { mapping in
            guard !texts.isFull, let area = unsafe widgets.take(Rectangle(mapping.area)) else { return }
            texts.add(unsafe FormField(pointer: mapping.field).text, at: area)
        }
    }

    /// - Parameter area: turned as the page is, its origin at the bottom left.
    /// - Returns: nil where the annotation is hidden, has no area, or stands beside the page.
    private func visibleArea(of annotation: OpaquePointer, at area: PopplerRectangle) -> Rectangle? {
        let hiding = POPPLER_ANNOT_FLAG_HIDDEN.rawValue | POPPLER_ANNOT_FLAG_NO_VIEW.rawValue
        guard unsafe poppler_annot_get_flags(annotation).rawValue & hiding == 0 else { return nil }
        let (width, height) = size
        guard area.x1 < area.x2, area.y1 < area.y2 else { return nil }
        guard area.x1 < width, area.y1 < height, area.x2 > 0, area.y2 > 0 else { return nil }
        return Rectangle(x1: area.x1, y1: height - area.y2, x2: area.x2, y2: height - area.y1)
    }

    private func forEach<Mapping>(
        _ type: Mapping.Type,
        in list: UnsafeMutablePointer<GList>?,
        _ body: (Mapping) -> Void
    ) {
        var next = unsafe list
        while let entry = unsafe next {
            if let data = unsafe entry.pointee.data { body(unsafe data.assumingMemoryBound(to: type).pointee) }
            unsafe next = entry.pointee.next
        }
    }
}

extension Rectangle {
    fileprivate init(_ rectangle: PopplerRectangle) {
        self.init(x1: rectangle.x1, y1: rectangle.y1, x2: rectangle.x2, y2: rectangle.y2)
    }
}
