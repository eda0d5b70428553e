// SPDX-License-Identifier: GPL-3.0-or-later

import DocumentLayout
import Poppler

/// The entries of a document's outline by the page that they lead to.
enum OutlineTitles {
    private static let deepest = 6
    private static let most = 5000

    static func byPage(of document: borrowing Document) -> [Int: [OutlineTitle]] {
        var titles: [Int: [OutlineTitle]] = [:]
        add(document.outline(depth: deepest, atMost: most), level: 1, to: &titles)
        return titles
    }

    private static func add(_ entries: [OutlineEntry], level: Int, to titles: inout [Int: [OutlineTitle]]) {
        for entry in entries {
            if let page = entry.page {
                titles[page, default: []].append(OutlineTitle(level: level, title: entry.title))
            }
            add(entry.children, level: level + 1, to: &titles)
        }
    }
}
