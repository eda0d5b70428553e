// SPDX-License-Identifier: GPL-3.0-or-later

import Confinement
import Conversion
import Glibc
import Poppler
import QPDF
import Tesseract

/// Everything that is loaded once, in the zygote, so that no child has to.
struct Engine: ~Copyable {
    static let version = "0.1.0"

    let mediaTypes: MediaTypes
    /// Poppler keeps its settings and fonts for as long as any document is open.
    private let warmDocument: Document
    /// For the languages that jobs have where they do not say; nil where their data is not installed.
    private let recognizer: Recognizer?

    init(_ languages: LanguageSelection) throws {
        setlocale(LC_ALL, "C.UTF-8")
        tzset()
        Picture.silenceLibrary()
        try Self.loadCharacterSets()
        let mediaTypes = try MediaTypes()
        let warmDocument = try WarmDocument.open()
        let names = languages.names
        recognizer = names.allSatisfy(LanguageData.isInstalled) ? try Self.warm(names, warmDocument) : nil
        self.mediaTypes = mediaTypes
        self.warmDocument = warmDocument
    }

    /// Reads a picture once, so that everything is loaded that is loaded late.
    private static func warm(_ languages: [String], _ document: borrowing Document) throws -> Recognizer {
        let recognizer = try Recognizer(languages: languages)
        guard let page = document.page(1), let size = PixelSize(width: 400, height: 200) else { return recognizer }
        let picture = try page.raster(size).withPixels { start, stride, isGray in
            try Picture(start, stride: stride, width: 400, height: 200, isGray: isGray, resolution: 144)
        }
        _ = try recognizer.read(picture)
        return recognizer
    }

    /// Reads a picture with the languages that are loaded, or loads others for it.
    /// - Throws: `RecognitionError`.
    func read(_ picture: borrowing Picture, _ languages: LanguageSelection) throws -> [PictureWord] {
        switch recognizer {
        case .some(let recognizer) where recognizer.languages == languages.names: return try recognizer.read(picture)
        default: return try Recognizer(languages: languages.names).read(picture)
        }
    }

    static var versions: [String: String] {
        var versions = LibraryVersions.all
        versions["qpdf"] = PDFEditor.libraryVersion
        versions["tesseract"] = LanguageData.version
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
