// SPDX-License-Identifier: GPL-3.0-or-later

import Poppler
import SearchablePDF

extension Metadata {
    init(of document: borrowing Document) {
        let permissions = document.permissions
        let isRestricted = !permissions.isSuperset(of: .everything)
        let outline = document.outline(depth: Self.outlineDepth, atMost: Self.outlineEntries)
        let attachments = document.attachments(atMost: Self.attachments)
        self.init(
            title: document.title.map(Self.cut),
            author: document.author.map(Self.cut),
            subject: document.subject.map(Self.cut),
            keywords: document.keywords.map(Self.cut),
            creator: document.creator.map(Self.cut),
            producer: document.producer.map(Self.cut),
            created: document.created,
            modified: document.modified,
            pdfVersion: document.version,
            pages: document.pageCount,
            pageSizes: Self.pageSizes(of: document),
            outline: outline.isEmpty ? nil : outline.map(Heading.init),
            fonts: document.fonts(ofFirst: Self.fontPages, atMost: Self.fonts).map(Font.init),
            attachments: attachments.isEmpty ? nil : attachments.map(Attachment.init),
            encrypted: isRestricted ? true : nil,
            permissions: isRestricted ? permissions.names : nil
        )
    }

    init(of image: ImageFile) {
        self.init(
            pages: image.frames.count,
            pageSizes: Self.runs(
                image.frames.enumerated().lazy.map {
                    ($0.offset + 1, $0.element.pageSize.width, $0.element.pageSize.height)
                }
            ),
            fonts: []
        )
    }

    fileprivate static func cut(_ text: String) -> String {
        String(text.unicodeScalars.prefix(textLength))
    }

    /// Pages that can't be read are left out.
    private static func pageSizes(of document: borrowing Document) -> [PageSize] {
        var sizes: [(Int, Double, Double)] = []
        for number in 1...max(1, document.pageCount) {
            guard let (width, height) = document.page(number)?.size else { continue }
            sizes.append((number, width, height))
        }
        return runs(sizes)
    }

    private static func runs(_ pages: some Sequence<(Int, Double, Double)>) -> [PageSize] {
        var sizes: [PageSize] = []
        for (number, width, height) in pages {
            guard width.isFinite, height.isFinite else { continue }
            let size = PageSize(first: number, last: number, width: rounded(width), height: rounded(height))
            if let previous = sizes.last, previous.isContinued(by: size) {
                sizes[sizes.count - 1].last = number
            } else {
                sizes.append(size)
            }
        }
        return sizes
    }

    private static func rounded(_ length: Double) -> Double { (length * 100).rounded() / 100 }
}

extension Metadata.PageSize {
    fileprivate func isContinued(by next: Self) -> Bool {
        last == next.first - 1 && width == next.width && height == next.height
    }
}

extension Metadata.Heading {
    fileprivate init(_ entry: OutlineEntry) {
        title = Metadata.cut(entry.title)
        page = entry.page
        children = entry.children.isEmpty ? nil : entry.children.map(Self.init)
    }
}

extension Metadata.Font {
    fileprivate init(_ font: DocumentFont) {
        name = font.name.map(Metadata.cut)
        type = font.type
        embedded = font.isEmbedded
    }
}

extension Metadata.Attachment {
    fileprivate init(_ attachment: Poppler.Attachment) {
        name = attachment.name.map(Metadata.cut)
        bytes = attachment.bytes
    }
}

extension Permissions {
    fileprivate var names: [String] {
        let all: [(Permissions, String)] = [
            (.print, "print"), (.modify, "modify"), (.copy, "copy"), (.addNotes, "addNotes"),
            (.fillForms, "fillForms"), (.extractContents, "extractContents"), (.assemble, "assemble"),
            (.printHighResolution, "printHighResolution"),
        ]
        return all.filter { contains($0.0) }.map(\.1)
    }
}
