// SPDX-License-Identifier: GPL-3.0-or-later

import DocumentLayout

/// Bytes that are understood as a page go to each output.
enum AnalysisTarget {
    static func run(_ bytes: [UInt8]) {
        if let analysis = PageAnalysis(bytes: bytes) { RenderedOutputs.check([analysis]) }
    }
}
