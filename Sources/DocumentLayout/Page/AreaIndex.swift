// SPDX-License-Identifier: GPL-3.0-or-later

/// Finds the area that a box lies in, among many.
struct AreaIndex {
    private static let bandHeight = 20.0
    private static let mostBands = 64

    private let areas: [Box]
    /// Which areas touch a band of the page.
    private var bands: [Int: [Int]] = [:]

    init(_ areas: [Box]) {
        self.areas = areas
        for (number, area) in areas.enumerated() {
            let range = Self.bands(of: area)
            for band in range.prefix(Self.mostBands) { bands[band, default: []].append(number) }
        }
    }

    func area(around box: Box) -> Int? {
        bands[Self.band(box.middleY)]?.first { areas[$0].insetBy(x: -1, y: -1).containsMiddle(of: box) }
    }

    private static func bands(of area: Box) -> ClosedRange<Int> {
        let first = band(area.top)
        return first...max(first, band(area.bottom))
    }

    private static func band(_ y: Double) -> Int { Int((max(-1e6, min(1e6, y)) / bandHeight).rounded(.down)) }
}
