// SPDX-License-Identifier: GPL-3.0-or-later

import CPoppler

/// What the document says about itself; nil where it doesn't.
extension Document {
    package var title: String? { unsafe String(adopting: poppler_document_get_title(reference.pointer)) }
    package var author: String? { unsafe String(adopting: poppler_document_get_author(reference.pointer)) }
    package var subject: String? { unsafe String(adopting: poppler_document_get_subject(reference.pointer)) }
    package var keywords: String? { unsafe String(adopting: poppler_document_get_keywords(reference.pointer)) }
    package var creator: String? { unsafe String(adopting: poppler_document_get_creator(reference.pointer)) }
    package var producer: String? { unsafe String(adopting: poppler_document_get_producer(reference.pointer)) }

    /// RFC 3339.
    package var created: String? {
        unsafe Self.time(adopting: poppler_document_get_creation_date_time(reference.pointer))
    }

    /// RFC 3339.
    package var modified: String? {
        unsafe Self.time(adopting: poppler_document_get_modification_date_time(reference.pointer))
    }

    /// Such as `1.7`.
    package var version: String {
        var major: guint = 0
        var minor: guint = 0
        unsafe poppler_document_get_pdf_version(reference.pointer, &major, &minor)
        return "\(major).\(minor)"
    }

    package var permissions: Permissions {
        Permissions(rawValue: unsafe poppler_document_get_permissions(reference.pointer).rawValue)
    }

    private static func time(adopting time: OpaquePointer?) -> String? {
        guard let time = unsafe time else { return nil }
        defer { unsafe g_date_time_unref(time) }
        return unsafe String(adopting: g_date_time_format_iso8601(time))
    }
}
