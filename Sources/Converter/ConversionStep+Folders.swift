// SPDX-License-Identifier: GPL-3.0-or-later

import Confinement
import Conversion

extension ConversionStep {
    /// What the step may do where: exactly what it needs.
    /// - Parameter given: the descriptors that the step names, in its order.
    func folders(among given: [Int32]) -> [FolderGrant] {
        switch self {
        case .inspect: [FolderGrant(given[1], .writeAndTake), FolderGrant(given[2], .build)]
        case .slice: [FolderGrant(given[1], .write)]
        case .assemble: [FolderGrant(given[1], .take), FolderGrant(given[2], .build)]
        // The launcher confines the program, not itself.
        case .external: []
        }
    }
}
