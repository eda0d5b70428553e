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

    /// One file without a name, written anew each time.
    private static let document: Int32 = {
        var path = Array("/tmp/pannier-fuzz-XXXXXX".utf8CString)
        let file = mkstemp(&path)
        unlink(path)
        return file
    }()

    static func run(_ bytes: [UInt8]) {
        let written = ftruncate(document, 0) == 0 ? pwrite(document, bytes, bytes.count, 0) : -1
        precondition(written == bytes.count, "no file to read")
        let head = Array(bytes.prefix(512))
        let type = DocumentType(guess: "application/octet-stream", head: head, document: document, request: request)
        do {
            let mediaType = try type.mediaType()
            precondition(!mediaType.isEmpty)
        } catch {
            precondition(error is Failure, "refused without a reason: \(error)")
        }
        _ = CompoundFile(document: document)?.isEncryptedWorkbook
    }
}
