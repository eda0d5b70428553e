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

    @Test func takesBooksInTurn() {
        var order = TurnOrder()
        let books = [5, 3, 4].map {
            TurnOrder.Candidate(id: "\($0)", priority: 0, servedPages: 99, arrival: 1, lastTurn: $0)
        }
        #expect(order.choose(among: books)?.id == "3")
        #expect(order.choose(among: []) == nil)
    }
}
