// SPDX-License-Identifier: GPL-3.0-or-later

import SearchablePDF
import Testing

struct TextLayerTests {
    private func contents(_ words: [LayerWord]) -> String {
        String(decoding: TextLayer.contents(words, height: 800), as: UTF8.self)
    }

    @Test func aWordIsStretchedOverItsPlaceAndInvisible() {
        let word = LayerWord(text: "Hi", start: (100, 50), end: (120, 50), size: 10, beginsLine: true)
        #expect(contents([word]) == "BT\n3 Tr\n/PannierText 10 Tf 200 Tz 1 0 0 1 100 750 Tm <004800690020> Tj\nET\n")
    }

    @Test func aLineThatRisesALittleIsLaidLevel() {
        let words = [
            LayerWord(text: "a", start: (0, 102), end: (10, 101), size: 10, beginsLine: true),
            LayerWord(text: "b", start: (90, 99), end: (100, 98), size: 10, beginsLine: false),
        ]
        #expect(contents(words).contains("1 0 0 1 0 700 Tm"))
        #expect(contents(words).contains("1 0 0 1 90 700 Tm"))
    }

    @Test func aLineMayRunUpwards() {
        let word = LayerWord(text: "up", start: (100, 200), end: (100, 180), size: 10, beginsLine: true)
        #expect(contents([word]).contains("0 1 -1 0 100 600 Tm"))
    }

    @Test func nothingIsLaidUnderAPageWithoutWords() {
        #expect(contents([]).isEmpty)
        let nowhere = LayerWord(text: "x", start: (1, 1), end: (1, 1), size: 5, beginsLine: true)
        #expect(contents([nowhere]) == "BT\n3 Tr\nET\n")
    }

    @Test(arguments: [
        (0, [1.0, 0, 0, 1, 10, 20]), (90, [0, 1, -1, 0, 110, 20]), (-180, [-1, 0, 0, -1, 110, 220]),
        (270, [0, -1, 1, 0, 10, 220]), (450, [0, 1, -1, 0, 110, 20]),
    ])
    func turnedPagesKeepTheirTextUpright(rotation: Int, matrix: [Double]) {
        #expect(PagePlacement(box: [110, 20, 10, 220], rotation: rotation).matrix == matrix)
    }
}
