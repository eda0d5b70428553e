// SPDX-License-Identifier: GPL-3.0-or-later

import DocumentLayout

/// Up to three pages go all the way to each output; what is kept between processes is read again whole.
enum LayoutTarget {
    static func run(_ bytes: [UInt8]) {
        var input = FuzzInput(bytes)
        let analyses = (1...3).prefix { $0 == 1 || !input.isAtEnd }.map { number in
            PageAnalyser(PageContents(number: number, from: &input)).analysis()
        }
        for analysis in analyses {
            precondition(PageAnalysis(bytes: analysis.bytes) != nil, "a page's file can't be read again")
        }
        RenderedOutputs.check(analyses)
    }
}
