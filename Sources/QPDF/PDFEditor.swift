// SPDX-License-Identifier: GPL-3.0-or-later

import CQPDF
import Glibc

/// An open PDF whose objects can be changed, and which is then written anew; what is not changed keeps its bytes packed
/// as they are.
@safe
package struct PDFEditor: ~Copyable {
    /// A handle of an object; it lives as long as its editor.
    package struct Object: Sendable {
        let handle: qpdf_oh
    }

    private let editor: qpdf_data

    /// - Parameter bytes: the document; the caller keeps them until the editor is gone.
    /// - Throws: `PDFEditorError`.
    package init(_ bytes: UnsafeRawBufferPointer) throws {
        guard let editor = unsafe qpdf_init() else {
            throw PDFEditorError(message: "not enough memory", systemError: ENOMEM)
        }
        do {
            try unsafe Self.read(bytes, editor)
        } catch {
            var editor: qpdf_data? = unsafe editor
            unsafe qpdf_cleanup(&editor)
            throw error
        }
        unsafe self.editor = editor
    }

    private static func read(_ bytes: UnsafeRawBufferPointer, _ editor: qpdf_data) throws {
        unsafe qpdf_set_suppress_warnings(editor, 1)
        unsafe qpdf_silence_errors(editor)
        errno = 0
        let start = unsafe bytes.baseAddress?.assumingMemoryBound(to: CChar.self)
        let status = unsafe qpdf_read_memory(editor, "document", start, UInt64(bytes.count), nil)
        try unsafe require(status, editor)
        try unsafe require(qpdf_push_inherited_attributes_to_page(editor), editor)
        try unsafe check(editor)
    }

    deinit {
        var editor: qpdf_data? = unsafe editor
        unsafe qpdf_cleanup(&editor)
    }

    package static var libraryVersion: String { unsafe String(cString: qpdf_get_qpdf_version()) }

    // MARK: Pages

    package var pageCount: Int { Int(unsafe qpdf_get_num_pages(editor)) }

    /// - Parameter number: counted from 1.
    package func page(_ number: Int) -> Object { Object(handle: unsafe qpdf_get_page_n(editor, number - 1)) }

    package func remove(_ page: Object) throws {
        try unsafe Self.require(qpdf_remove_page(editor, page.handle), editor)
    }

    // MARK: Objects

    /// A value as PDF writes it, without references.
    package func value(_ text: String) -> Object { Object(handle: unsafe qpdf_oh_parse(editor, text)) }

    /// The object itself gets a number, so that others may refer to it.
    package func numbered(_ object: Object) -> Object {
        Object(handle: unsafe qpdf_make_indirect_object(editor, object.handle))
    }

    /// - Parameter isPacked: with Flate.
    package func stream(_ bytes: [UInt8], isPacked: Bool) -> Object {
        let stream = unsafe qpdf_oh_new_stream(editor)
        let none = unsafe qpdf_oh_new_null(editor)
        let filter = isPacked ? unsafe qpdf_oh_new_name(editor, "/FlateDecode") : none
        unsafe qpdf_oh_replace_stream_data(editor, stream, bytes, bytes.count, filter, none)
        return Object(handle: stream)
    }

    package func array(_ items: [Object]) -> Object {
        let array = unsafe qpdf_oh_new_array(editor)
        for item in items { unsafe qpdf_oh_append_item(editor, array, item.handle) }
        return Object(handle: array)
    }

    /// The items of an array; any other object stands for itself alone, and null for nothing.
    package func items(_ object: Object) -> [Object] {
        if unsafe qpdf_oh_is_null(editor, object.handle) != 0 { return [] }
        guard unsafe qpdf_oh_is_array(editor, object.handle) != 0 else { return [object] }
        let count = unsafe qpdf_oh_get_array_n_items(editor, object.handle)
        return (0..<count).map {
            Object(handle: unsafe qpdf_oh_get_array_item(editor, object.handle, $0))
        }
    }

    /// - Parameter key: with its slash.
    /// - Returns: null where the dictionary has no such key.
    package func get(_ key: String, of dictionary: Object) -> Object {
        Object(handle: unsafe qpdf_oh_get_key_if_dict(editor, dictionary.handle, key))
    }

    package func set(_ key: String, of dictionary: Object, to value: Object) {
        unsafe qpdf_oh_replace_key(editor, dictionary.handle, key, value.handle)
    }

    /// Does nothing where the object is no dictionary.
    package func remove(_ key: String, of dictionary: Object) {
        guard unsafe qpdf_oh_is_dictionary(editor, dictionary.handle) != 0 else { return }
        unsafe qpdf_oh_remove_key(editor, dictionary.handle, key)
    }

    /// The dictionary of this key, made where there is none.
    package func dictionary(_ key: String, of dictionary: Object) -> Object {
        let found = get(key, of: dictionary)
        if unsafe qpdf_oh_is_dictionary(editor, found.handle) != 0 { return found }
        set(key, of: dictionary, to: Object(handle: unsafe qpdf_oh_new_dictionary(editor)))
        return get(key, of: dictionary)
    }

    /// Nil where the object is no number.
    package func number(_ object: Object) -> Double? {
        guard unsafe qpdf_oh_is_number(editor, object.handle) != 0 else { return nil }
        return unsafe qpdf_oh_get_numeric_value(editor, object.handle)
    }

    // MARK: Origin

    /// Takes out when the document was made and which file it was: dates, identifiers and checksum, and the XMP metadata,
    /// which hold the first two again and else what the information dictionary says.
    package func removeOrigin() {
        let trailer = Object(handle: unsafe qpdf_get_trailer(editor))
        // The first half of an identifier would be kept.
        for key in ["/ID", "/DocChecksum"] { remove(key, of: trailer) }
        for key in ["/CreationDate", "/ModDate"] { remove(key, of: get("/Info", of: trailer)) }
        remove("/Metadata", of: get("/Root", of: trailer))
    }

    // MARK: Writing

    /// Writes the document to a file in the current folder, without encryption; the same document gives the same bytes.
    package func write(to name: String) throws {
        try unsafe Self.check(editor)
        errno = 0
        try unsafe Self.require(qpdf_init_write(editor, name), editor)
        unsafe qpdf_set_preserve_encryption(editor, 0)
        unsafe qpdf_set_deterministic_ID(editor, 1)
        unsafe qpdf_set_object_stream_mode(editor, qpdf_o_preserve)
        unsafe qpdf_set_decode_level(editor, qpdf_dl_none)
        unsafe qpdf_set_suppress_original_object_IDs(editor, 1)
        try unsafe Self.require(qpdf_write(editor), editor)
    }

    // MARK: Errors

    /// `QPDF_ERRORS`, which Swift does not see.
    private static let errors: QPDF_ERROR_CODE = 1 << 1

    private static func require(_ status: QPDF_ERROR_CODE, _ editor: qpdf_data) throws {
        if status & errors != 0 { throw unsafe error(of: editor) }
    }

    /// - Throws: where something has failed since the last check.
    private static func check(_ editor: qpdf_data) throws {
        if unsafe qpdf_has_error(editor) != 0 { throw unsafe error(of: editor) }
    }

    /// Qpdf keeps no error numbers; what does not come of the document leaves the system's behind.
    private static func error(of editor: qpdf_data) -> PDFEditorError {
        let number = errno
        let error = unsafe qpdf_get_error(editor)
        let text = unsafe qpdf_get_error_message_detail(editor, error).map { unsafe String(cString: $0) }
        let code = unsafe qpdf_get_error_code(editor, error)
        let isOfSystem = (code == qpdf_e_system || code == qpdf_e_internal) && number != 0
        return PDFEditorError(message: text ?? "unknown error", systemError: isOfSystem ? number : nil)
    }
}
