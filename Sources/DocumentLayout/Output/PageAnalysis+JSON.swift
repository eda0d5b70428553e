// SPDX-License-Identifier: GPL-3.0-or-later

extension PageAnalysis {
    /// One element of `pages` in `layout.json`:
    ///
    ///     {"number":1,"width":612,"height":792,"blocks":[
    ///       {"kind":"text","box":[72,700,540,712],"lines":[
    ///         {"box":[72,700,540,712],"words":[{"text":"Hello","box":[72,700,101.5,712],"font":0}]}]},
    ///       {"kind":"table","box":[…],"rows":2,"columns":3,"cells":[{"row":0,"column":0,"lines":[…]}]}],
    ///      "fonts":[{"name":"Times-Roman","size":10}]}
    ///
    /// Blocks stand in reading order. Lengths are points, at most two decimals. A box is left, top, right, bottom from the
    /// page's top left corner. `font` is a position in `fonts`, absent for the words of form fields and free-text
    /// annotations. `glued` is true where no space comes before a word. Cells have `rowSpan` and `columnSpan` where those
    /// are not 1; fonts have `bold`, `italic` and `fixed` where they are.
    package var json: [UInt8] {
        var writer = JSONWriter()
        writer.object { json in
            json.key("number")
            json.value(number)
            json.key("width")
            json.value(width)
            json.key("height")
            json.value(height)
            json.key("blocks")
            json.array { for block in blocks { add(block, to: &$0) } }
            json.key("fonts")
            json.array { for style in styles { Self.add(style, to: &$0) } }
        }
        return writer.bytes
    }

    private func add(_ block: Block, to writer: inout JSONWriter) {
        writer.object { json in
            json.key("kind")
            switch block.content {
            case .lines(let lines):
                json.value("text")
                add(block.box, block.turns, to: &json)
                add(lines, block.turns, to: &json)
            case .table(let table):
                json.value("table")
                add(block.box, block.turns, to: &json)
                json.key("rows")
                json.value(table.rowCount)
                json.key("columns")
                json.value(table.columnCount)
                json.key("cells")
                json.array { for cell in table.cells { add(cell, block.turns, to: &$0) } }
            }
        }
    }

    private func add(_ cell: Table.Cell, _ turns: Int, to writer: inout JSONWriter) {
        writer.object { json in
            json.key("row")
            json.value(cell.row)
            json.key("column")
            json.value(cell.column)
            if cell.rowSpan > 1 {
                json.key("rowSpan")
                json.value(cell.rowSpan)
            }
            if cell.columnSpan > 1 {
                json.key("columnSpan")
                json.value(cell.columnSpan)
            }
            add(cell.lines, turns, to: &json)
        }
    }

    private func add(_ lines: [TextLine], _ turns: Int, to writer: inout JSONWriter) {
        writer.key("lines")
        writer.array { json in
            for line in lines {
                json.object { json in
                    add(line.box, turns, to: &json)
                    json.key("words")
                    json.array { for word in line.words { add(word, turns, to: &$0) } }
                }
            }
        }
    }

    private func add(_ word: Word, _ turns: Int, to writer: inout JSONWriter) {
        writer.object { json in
            json.key("text")
            json.value(word.text)
            add(word.box, turns, to: &json)
            if let style = word.style {
                json.key("font")
                json.value(style)
            }
            if let confidence = word.confidence {
                json.key("confidence")
                json.value(confidence)
            }
            if word.isGlued {
                json.key("glued")
                json.value(true)
            }
        }
    }

    private func add(_ level: Box, _ turns: Int, to writer: inout JSONWriter) {
        let box = level.unlevelled(turns, width: width, height: height)
        writer.key("box")
        writer.array { json in
            for edge in [box.left, box.top, box.right, box.bottom] { json.value(edge) }
        }
    }

    private static func add(_ style: TextStyle, to writer: inout JSONWriter) {
        writer.object { json in
            json.key("name")
            json.value(style.face.name)
            json.key("size")
            json.value(style.size)
            for (key, flag) in [("bold", style.face.isBold), ("italic", style.face.isItalic)] as [(StaticString, Bool)]
            where flag {
                json.key(key)
                json.value(true)
            }
            if style.face.isFixedWidth {
                json.key("fixed")
                json.value(true)
            }
        }
    }
}
