// SPDX-License-Identifier: GPL-3.0-or-later

import FoundationEssentials

/// `metadata.json`. What the document does not say is absent.
struct Metadata: Encodable {
    /// Most levels of the outline.
    static let outlineDepth = 16
    /// Most entries of the outline.
    static let outlineEntries = 10_000
    /// How many of the first pages are looked through for fonts.
    static let fontPages = 1_000
    static let fonts = 1_000
    static let attachments = 1_000
    /// Characters of a text; the rest is cut.
    static let textLength = 4_000

    struct PageSize: Encodable, Equatable {
        /// Counted from 1, both ends included: pages in a row of one size.
        var first: Int
        var last: Int
        /// In points.
        var width: Double
        var height: Double
    }

    struct Heading: Encodable {
        var title: String
        /// Counted from 1.
        var page: Int?
        var children: [Heading]?
    }

    struct Font: Encodable {
        var name: String?
        var type: String
        var embedded: Bool
    }

    struct Attachment: Encodable {
        var name: String?
        /// As the document says.
        var bytes: Int?
    }

    var title: String?
    var author: String?
    var subject: String?
    var keywords: String?
    var creator: String?
    var producer: String?
    /// RFC 3339.
    var created: String?
    /// RFC 3339.
    var modified: String?
    /// Of a PDF.
    var pdfVersion: String?
    var pages: Int
    var pageSizes: [PageSize]
    var outline: [Heading]?
    var fonts: [Font]
    var attachments: [Attachment]?
    /// True where readers may not do everything. Encryption that permits everything can't be told from none.
    var encrypted: Bool?
    /// What readers may do; absent where that is everything.
    var permissions: [String]?
    /// What is wrong with the document though it was converted, in a sentence each.
    var warnings: [String]?

    func json() throws -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return Array(try encoder.encode(self)) + [UInt8(ascii: "\n")]
    }
}
