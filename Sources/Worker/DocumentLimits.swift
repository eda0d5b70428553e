// SPDX-License-Identifier: GPL-3.0-or-later

import Conversion
import Settings

/// What one document may use.
struct DocumentLimits: Hashable, Sendable {
    /// Wall clock in seconds, for one page.
    var pageSeconds: Double
    /// Seconds that a document's children may run, all together.
    var documentSeconds: Double
    /// Bytes of a document's results.
    var outputBytes: Int
    var child: Limits

    /// - Throws: `SettingError`.
    init(_ settings: Settings) throws {
        let page = try settings.duration(.pageTimeout, default: .seconds(60))
        let document = try settings.duration(.documentTimeout, default: .seconds(1800))
        pageSeconds = page.inSeconds
        documentSeconds = document.inSeconds
        let processor = try settings.duration(.processorTime, default: Self.processorTime(page, document))
        outputBytes = try settings.bytes(.maxOutput, default: 10_000_000_000)
        child = Limits(
            addressSpace: UInt64(try settings.bytes(.memory, default: 2_000_000_000)),
            processorSeconds: UInt64(max(1, processor.inSeconds.rounded(.up))),
            fileSize: UInt64(outputBytes),
            pages: try settings.number(.maxPages, default: 10_000, in: 1...10_000_000),
            pixels: try settings.number(.maxPixels, default: 100_000_000, in: 1...2_000_000_000),
            unpackedBytes: UInt64(try settings.bytes(.maxUnpacked, default: 1_000_000_000))
        )
    }

    /// For the pages of a slice; the wall clock of each is watched from outside.
    private static func processorTime(_ page: Duration, _ document: Duration) -> Duration { min(page * 16, document) }
}

extension Duration {
    var inSeconds: Double { Double(components.seconds) + Double(components.attoseconds) * 1e-18 }
}
