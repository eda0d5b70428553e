// SPDX-License-Identifier: GPL-3.0-or-later

/// Where the words of one page stand.
package struct PageLayout: Equatable, Sendable {
    /// Counted from 1.
    package var number: Int
    /// In points.
    package var width: Double
    package var height: Double
    package var lines: [Line]
    package var fonts: [Font]

    package init(number: Int, width: Double, height: Double, lines: [Line], fonts: [Font]) {
        self.number = number
        self.width = width
        self.height = height
        self.lines = lines
        self.fonts = fonts
    }

    package init(number: Int, width: Double, height: Double, characters: PageCharacters) {
        var builder = LineBuilder(fontRuns: characters.fontRuns)
        builder.add(characters)
        self.init(number: number, width: width, height: height, lines: builder.lines, fonts: builder.fonts)
    }
}
