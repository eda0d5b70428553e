// SPDX-License-Identifier: GPL-3.0-or-later

import CPoppler

extension Document {
    /// The fonts of the first pages, each once.
    package func fonts(ofFirst pages: Int, atMost limit: Int) -> [DocumentFont] {
        guard let info = unsafe Reference(adopting: poppler_font_info_new(reference.pointer)) else { return [] }
        var iterator: OpaquePointer?
        let count = Int32(clamping: min(pages, pageCount))
        guard unsafe poppler_font_info_scan(info.pointer, count, &iterator) != 0, unsafe iterator != nil else {
            return []
        }
        defer { unsafe poppler_fonts_iter_free(iterator) }
        var fonts: [DocumentFont] = []
        var seen: Set<DocumentFont> = []
        repeat {
            let font = unsafe DocumentFont(at: iterator)
            if seen.insert(font).inserted { fonts.append(font) }
        } while unsafe poppler_fonts_iter_next(iterator) != 0 && fonts.count < limit
        return fonts
    }
}

extension DocumentFont {
    fileprivate init(at iterator: OpaquePointer?) {
        name = unsafe String(copying: poppler_fonts_iter_get_name(iterator))
        type = Self.name(of: unsafe poppler_fonts_iter_get_font_type(iterator))
        isEmbedded = unsafe poppler_fonts_iter_is_embedded(iterator) != 0
    }

    private static func name(of type: PopplerFontType) -> String {
        switch type {
        case POPPLER_FONT_TYPE_TYPE1: "Type 1"
        case POPPLER_FONT_TYPE_TYPE1C: "Type 1C"
        case POPPLER_FONT_TYPE_TYPE1COT: "Type 1C (OpenType)"
        case POPPLER_FONT_TYPE_TYPE3: "Type 3"
        case POPPLER_FONT_TYPE_TRUETYPE: "TrueType"
        case POPPLER_FONT_TYPE_TRUETYPEOT: "TrueType (OpenType)"
        case POPPLER_FONT_TYPE_CID_TYPE0: "CID Type 0"
        case POPPLER_FONT_TYPE_CID_TYPE0C: "CID Type 0C"
        case POPPLER_FONT_TYPE_CID_TYPE0COT: "CID Type 0C (OpenType)"
        case POPPLER_FONT_TYPE_CID_TYPE2: "CID TrueType"
        case POPPLER_FONT_TYPE_CID_TYPE2OT: "CID TrueType (OpenType)"
        default: "unknown"
        }
    }
}
