// SPDX-License-Identifier: GPL-3.0-or-later

import CPoppler

extension Document {
    package func attachments(atMost limit: Int) -> [Attachment] {
        let list = unsafe poppler_document_get_attachments(reference.pointer)
        defer { unsafe g_list_free_full(list) { unsafe g_object_unref($0) } }
        var attachments: [Attachment] = []
        var next = unsafe list
        while let entry = unsafe next, attachments.count < limit {
            if let data = unsafe entry.pointee.data {
                let found = unsafe data.assumingMemoryBound(to: PopplerAttachment.self)
                unsafe attachments.append(Attachment(found))
            }
            unsafe next = entry.pointee.next
        }
        return attachments
    }
}

extension Attachment {
    fileprivate init(_ attachment: UnsafeMutablePointer<PopplerAttachment>) {
        name = unsafe String(copying: poppler_attachment_get_name(attachment))
        let size = unsafe poppler_attachment_get_size(attachment)
        bytes = size > 0 ? Int(exactly: size) : nil
    }
}
