// SPDX-License-Identifier: GPL-3.0-or-later

extension PageLayout {
    /// A page whose words were read from its picture. Of their fonts only the size is known.
    package init(number: Int, width: Double, height: Double, recognized: RecognizedText) {
        var lines: [Line] = []
        var fonts: [Font] = []
        for word in recognized.words {
            let font = Font(name: "", size: word.size.rounded())
            let position = fonts.firstIndex(of: font) ?? fonts.count
            if position == fonts.count { fonts.append(font) }
            let placed = Word(text: word.text, box: word.box, font: position, confidence: word.confidence)
            if word.beginsLine || lines.isEmpty {
                lines.append(Line(words: [placed]))
            } else {
                lines[lines.count - 1].words.append(placed)
            }
        }
        self.init(number: number, width: width, height: height, lines: lines, fonts: fonts)
    }
}
