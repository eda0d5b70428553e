// SPDX-License-Identifier: GPL-3.0-or-later

import Confinement
import Conversion
import Glibc
import Poppler

/// Everything that is loaded once, in the zygote, so that no child has to.
struct Engine: ~Copyable {
    static let version = "0.1.0"

    let mediaTypes: MediaTypes
    /// Poppler keeps its settings and fonts for as long as any document is open.
    private let warmDocument: Document

    init() throws {
        setlocale(LC_ALL, "C.UTF-8")
        tzset()
        try Self.loadCharacterSets()
        let mediaTypes = try MediaTypes()
        let warmDocument = try WarmDocument.open()
        self.mediaTypes = mediaTypes
        self.warmDocument = warmDocument
    }

    static var versions: [String: String] {
        var versions = LibraryVersions.all
        versions["libmagic"] = MediaTypes.libraryVersion
        versions["pannier"] = version
        return versions
    }

    /// iconv loads its modules when they are first used, which a confined child can't; those of an open conversion
    /// stay.
    private static func loadCharacterSets() throws {
        for name in ["UTF-16", "UTF-16BE", "UTF-16LE", "UTF-32", "ISO-8859-1"] {
            guard let conversion = iconv_open("UTF-8", name), conversion != iconv_t(bitPattern: -1) else {
                throw SystemError("iconv_open(\(name))")
            }
        }
    }
}
