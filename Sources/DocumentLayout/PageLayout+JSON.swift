// SPDX-License-Identifier: GPL-3.0-or-later

extension PageLayout {
    /// One element of `pages` in `layout.json`:
    ///
    ///     {"number":1,"width":612,"height":792,
    ///      "lines":[{"box":[72,700,540,712],"words":[{"text":"Hello","box":[72,700,101.5,712],"font":0}]}],
    ///      "fonts":[{"name":"Times-Roman","size":10}]}
    ///
    /// Lengths are points, at most two decimals. A box is left, top, right, bottom from the page's top left corner.
    /// `font` is a position in `fonts`. `box` and `font` are absent where they are not known. The words of a form field
    /// or a free-text annotation have its box, and no font. Words that were read from a picture have a `confidence` from 0
    /// to 100, and fonts without a name.
    package var json: [UInt8] {
        var writer = JSONWriter()
        writer.object { page in
            page.key("number")
            page.value(number)
            page.key("width")
            page.value(width)
            page.key("height")
            page.value(height)
            page.key("lines")
            page.array { for line in lines { $0.value(line) } }
            page.key("fonts")
            page.array { for font in fonts { $0.value(font) } }
        }
        return writer.bytes
    }
}

extension JSONWriter {
    fileprivate mutating func value(_ line: Line) {
        object { writer in
            writer.box(line.box)
            writer.key("words")
            writer.array { for word in line.words { $0.value(word) } }
        }
    }

    fileprivate mutating func value(_ word: Word) {
        object { writer in
            writer.key("text")
            writer.value(word.text)
            writer.box(word.box)
            if let font = word.font {
                writer.key("font")
                writer.value(font)
            }
            if let confidence = word.confidence {
                writer.key("confidence")
                writer.value(confidence)
            }
        }
    }

    fileprivate mutating func value(_ font: Font) {
        object { writer in
            writer.key("name")
            writer.value(font.name)
            writer.key("size")
            writer.value(font.size)
        }
    }

    private mutating func box(_ box: Box?) {
        guard let box else { return }
        key("box")
        array { writer in
            writer.value(box.left)
            writer.value(box.top)
            writer.value(box.right)
            writer.value(box.bottom)
        }
    }
}
