// SPDX-License-Identifier: GPL-3.0-or-later

import Spool
import Testing

/// A sparse file may have 2^63 - 1 bytes, and there may be two of them.
struct ClampedArithmeticTests {
    @Test(arguments: [(.max, 1, .max), (.max, .max, .max), (.min, -1, .min), (.max, .min, -1), (3, 4, 7)] as [Triple])
    func sumsStayWithinWhatCanBeCounted(numbers: Triple) {
        #expect(numbers.0.addingClamped(numbers.1) == numbers.2)
        #expect(numbers.1.addingClamped(numbers.0) == numbers.2)
    }

    @Test(arguments: [(.min, 1, .min), (.max, -1, .max), (0, .min, .max), (.max, .max, 0), (3, 4, -1)] as [Triple])
    func differencesStayWithinWhatCanBeCounted(numbers: Triple) {
        #expect(numbers.0.subtractingClamped(numbers.1) == numbers.2)
    }

    @Test(arguments: [(.max, 2, .max), (.min, 2, .min), (.min, -1, .max), (3, 4, 12)] as [Triple])
    func productsStayWithinWhatCanBeCounted(numbers: Triple) {
        #expect(numbers.0.multipliedClamped(by: numbers.1) == numbers.2)
    }

    @Test func usesOfFoldersAddUpHoweverLarge() {
        let largest = FolderUsage(bytes: .max, entries: 1)
        #expect(largest + largest == FolderUsage(bytes: .max, entries: 2))
    }

    typealias Triple = (Int64, Int64, Int64)
}
