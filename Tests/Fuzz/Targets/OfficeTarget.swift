// SPDX-License-Identifier: GPL-3.0-or-later

import Conversion
import Glibc

@testable import Converter

/// A compound file or a zip archive, which is looked through in bounds, and refused with a reason if at all.
enum OfficeTarget {
    private static let request = ConversionRequest(
        id: 1,
        step: .slice(PageRange(page: 1)),
        outputs: [.text],
        dpi: 150,
        limits: Limits(unpackedBytes: 16 << 20)
    )

    static func run(_ bytes: [UInt8]) {
        let document = memfd_create("document", 0)
        defer { close(document) }
        precondition(document >= 0 && write(document, bytes, bytes.count) == bytes.count, "no file to read")
        let head = Array(bytes.prefix(512))
        let type = DocumentType(guess: "application/octet-stream", head: head, document: document, request: request)
        do {
            precondition(!(try type.mediaType()).isEmpty)
        } catch {
            precondition(error is Failure, "refused without a reason: \(error)")
        }
        _ = CompoundFile(document: document)?.isEncryptedWorkbook
    }
}
