// SPDX-License-Identifier: GPL-3.0-or-later

import CPoppler

extension Document {
    /// - Parameters:
    ///   - depth: levels at most.
    ///   - limit: entries at most, of all levels together, in the order of reading.
    /// - Returns: the entries of the highest level.
    package func outline(depth: Int, atMost limit: Int) -> [OutlineEntry] {
        var remaining = limit
        let iterator = unsafe poppler_index_iter_new(reference.pointer)
        return unsafe entries(adopting: iterator, depth: depth, remaining: &remaining)
    }

    private func entries(adopting iterator: OpaquePointer?, depth: Int, remaining: inout Int) -> [OutlineEntry] {
        guard let iterator = unsafe iterator else { return [] }
        defer { unsafe poppler_index_iter_free(iterator) }
        var entries: [OutlineEntry] = []
        repeat {
            guard remaining > 0 else { break }
            remaining -= 1
            var entry = unsafe self.entry(at: iterator)
            if depth > 1 {
                let child = unsafe poppler_index_iter_get_child(iterator)
                entry.children = unsafe self.entries(adopting: child, depth: depth - 1, remaining: &remaining)
            }
            entries.append(entry)
        } while unsafe poppler_index_iter_next(iterator) != 0
        return entries
    }

    private func entry(at iterator: OpaquePointer) -> OutlineEntry {
        guard let action = unsafe poppler_index_iter_get_action(iterator) else {
            return OutlineEntry(title: "", page: nil, children: [])
        }
        defer { unsafe poppler_action_free(action) }
        let title = unsafe String(copying: action.pointee.any.title) ?? ""
        let leadsHere = unsafe action.pointee.type == POPPLER_ACTION_GOTO_DEST
        let page = leadsHere ? unsafe self.page(of: action.pointee.goto_dest.dest) : nil
        return OutlineEntry(title: title, page: page, children: [])
    }

    private func page(of destination: UnsafeMutablePointer<PopplerDest>?) -> Int? {
        guard let destination = unsafe destination else { return nil }
        if unsafe destination.pointee.type == POPPLER_DEST_NAMED {
            guard let named = unsafe poppler_document_find_dest(reference.pointer, destination.pointee.named_dest)
            else {
                return nil
            }
            defer { unsafe poppler_dest_free(named) }
            return unsafe existing(Int(named.pointee.page_num))
        }
        return unsafe existing(Int(destination.pointee.page_num))
    }

    private func existing(_ page: Int) -> Int? { (1...max(1, pageCount)).contains(page) ? page : nil }
}
