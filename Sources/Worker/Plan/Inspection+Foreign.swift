// SPDX-License-Identifier: GPL-3.0-or-later

import Conversion

extension Inspection {
    /// As it counts for a document of which another program made a PDF.
    /// - Parameter foreignType: the document's; nil where its pages are its own.
    func of(_ foreignType: String?) -> Inspection {
        var inspection = self
        inspection.mediaType = foreignType ?? mediaType
        inspection.isRendered = isRendered || foreignType != nil
        return inspection
    }
}
