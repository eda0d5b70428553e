// SPDX-License-Identifier: GPL-3.0-or-later

/// How a page that may be turned and cut is shown: leads from what is seen to the page's own coordinates.
package struct PagePlacement: Equatable, Sendable {
    private let box: [Double]
    private let quarterTurns: Int

    /// - Parameters:
    ///   - box: what is seen of the page, in its own coordinates: left, bottom, right, top in any order.
    ///   - rotation: in degrees clockwise, any multiple of 90.
    package init(box: [Double], rotation: Int) {
        self.box = [min(box[0], box[2]), min(box[1], box[3]), max(box[0], box[2]), max(box[1], box[3])]
        quarterTurns = ((rotation / 90) % 4 + 4) % 4
    }

    /// The numbers of PDF's `cm`.
    package var matrix: [Double] {
        switch quarterTurns {
        case 1: [0, 1, -1, 0, box[2], box[1]]
        case 2: [-1, 0, 0, -1, box[2], box[3]]
        case 3: [0, -1, 1, 0, box[0], box[3]]
        default: [1, 0, 0, 1, box[0], box[1]]
        }
    }
}
