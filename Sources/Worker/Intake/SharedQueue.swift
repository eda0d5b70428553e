// SPDX-License-Identifier: GPL-3.0-or-later

import Synchronization

/// What several tasks work through together.
final class SharedQueue<Element: Sendable>: Sendable {
    private let waiting: Mutex<ArraySlice<Element>>

    init(_ elements: [Element]) { waiting = Mutex(elements[...]) }

    var isEmpty: Bool { waiting.withLock { $0.isEmpty } }

    func contains(_ isWanted: (Element) -> Bool) -> Bool { waiting.withLock { $0.contains(where: isWanted) } }

    func next() -> Element? { waiting.withLock { $0.popFirst() } }

    func put(_ element: Element) { waiting.withLock { $0.append(element) } }

    func takeAll() -> [Element] {
        waiting.withLock { waiting in
            defer { waiting = [] }
            return Array(waiting)
        }
    }
}
