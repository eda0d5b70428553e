// SPDX-License-Identifier: GPL-3.0-or-later

import Glibc
import Synchronization

/// A descriptor that is closed once: when that is said, or with the last reference.
final class OwnedDescriptor: Sendable {
    let number: Int32
    private let isOpen = Mutex(true)

    init(_ number: Int32) { self.number = number }

    deinit { close() }

    func close() {
        isOpen.withLock { isOpen in
            if isOpen { Glibc.close(number) }
            isOpen = false
        }
    }
}
