// SPDX-License-Identifier: GPL-3.0-or-later

import Testing

@testable import Worker

struct RescanBellTests {
    private let rings = SharedQueue<Void>([])
    private let put = SharedQueue<@Sendable () -> Void>([])

    private func bell() -> RescanBell {
        RescanBell(later: { [put] in put.put($0) }, ring: { [rings] in rings.put(()) })
    }

    @Test func asksOnceHoweverManyAskBeforeTheLookBegins() {
        let bell = bell()
        for _ in 1...100 { bell.ask() }
        #expect(rings.takeAll().count == 1)
        bell.answer()
        bell.ask()
        #expect(rings.takeAll().count == 1, "what is asked for while one looks is looked for again")
    }

    @Test func waitsOnceHoweverManyAskForLater() {
        let bell = bell()
        for _ in 1...100 { bell.askLater() }
        let waiting = put.takeAll()
        #expect(waiting.count == 1)
        #expect(rings.isEmpty)
        for ring in waiting { ring() }
        #expect(rings.takeAll().count == 1)
    }

    /// An entry that is uncertain at every look, with news all the while.
    @Test func looksThatAskForTheNextOneDoNotMultiply() {
        let bell = bell()
        bell.askLater()
        for _ in 1...100 {
            let waiting = put.takeAll()
            #expect(waiting.count == 1)
            for ring in waiting { ring() }
            bell.askLater()
            #expect(rings.takeAll().count == 1)
            bell.answer()
            bell.askLater()
        }
        // The last one waits, and holds the bell, which holds what it waits in.
        _ = put.takeAll()
    }
}
