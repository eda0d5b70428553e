// SPDX-License-Identifier: GPL-3.0-or-later

import Testing

@testable import Worker

struct TurnOrderTests {
    @Test func letsALetterPassABook() {
        var order = TurnOrder()
        let book = TurnOrder.Candidate(id: "book", priority: 0, servedPages: 400, arrival: 1, lastTurn: 9)
        let letter = TurnOrder.Candidate(id: "letter", priority: 0, servedPages: 0, arrival: 2, lastTurn: 0)
        #expect(order.choose(among: [book, letter])?.id == "letter")
    }

    @Test func givesABookEveryFourthTurnAtTheLeast() {
        var order = TurnOrder()
        let book = TurnOrder.Candidate(id: "book", priority: 0, servedPages: 400, arrival: 1, lastTurn: 9)
        let letters = (2..<50).map {
            TurnOrder.Candidate(id: "letter", priority: 0, servedPages: 0, arrival: UInt64($0), lastTurn: 0)
        }
        let turns = (0..<40).compactMap { _ in order.choose(among: [book] + letters)?.id }
        #expect(turns.count { $0 == "book" } == 10)
    }

    @Test func putsPriorityBeforeAll() {
        var order = TurnOrder()
        let urgent = TurnOrder.Candidate(id: "urgent book", priority: 5, servedPages: 400, arrival: 9, lastTurn: 9)
        let letter = TurnOrder.Candidate(id: "letter", priority: 0, servedPages: 0, arrival: 2, lastTurn: 0)
        #expect(order.choose(among: [letter, urgent])?.id == "urgent book")
    }

    @Test func beginsNoMoreBooksThanItHasUnderWay() {
        var order = TurnOrder()
        var books = (1...2 * UInt64(TurnOrder.longWindow)).map {
            TurnOrder.Candidate(id: "\($0)", priority: 0, servedPages: 99, arrival: $0, lastTurn: 0)
        }
        books.reverse()
        var begun: Set<String> = []
        for turn in 1...3 * UInt64(TurnOrder.longWindow) {
            guard let chosen = order.choose(among: books), let index = books.firstIndex(of: chosen) else { continue }
            books[index].lastTurn = turn
            begun.insert(chosen.id)
        }
        #expect(begun == Set((1...TurnOrder.longWindow).map { "\($0)" }), "those that came first")
    }

    @Test func takesBooksInTurn() {
        var order = TurnOrder()
        let books = [5, 3, 4].map {
            TurnOrder.Candidate(id: "\($0)", priority: 0, servedPages: 99, arrival: 1, lastTurn: $0)
        }
        #expect(order.choose(among: books)?.id == "3")
        #expect(order.choose(among: []) == nil)
    }
}
