// SPDX-License-Identifier: GPL-3.0-or-later

/// One step for one child. With it travel the descriptors that the step names, in that order, and last the pipe for
/// reports.
package struct ConversionRequest: Codable, Hashable, Sendable {
    /// The worker's number for this run; the zygote names it again when the child has ended.
    package var id: UInt64
    package var step: ConversionStep
    package var outputs: Set<OutputKind>
    /// Resolution of page images, dots an inch.
    package var dpi: Int
    package var ocr: RecognitionMode
    package var languages: LanguageSelection
    package var limits: Limits
    /// Media types that *inspect* leaves to other programs; patterns of `ExternalConverter`.
    package var otherTypes: [String] = []
    /// The ending of the client's name for the document, in lower case: it tells text-like types apart.
    package var fileExtension = ""
    /// The document's type where it is known to be text that passes through.
    package var textType: String?
    /// Whether the document is a PDF that another program made of the job's.
    package var isRendered = false
    /// Whether that program put a sheet's name above and a page number below what the document says.
    package var hasSheetMargins = false

    package init(
        id: UInt64,
        step: ConversionStep,
        outputs: Set<OutputKind>,
        dpi: Int,
        ocr: RecognitionMode = .auto,
        languages: LanguageSelection = .english,
        limits: Limits
    ) {
        self.id = id
        self.step = step
        self.outputs = outputs
        self.dpi = dpi
        self.ocr = ocr
        self.languages = languages
        self.limits = limits
    }

    /// Most descriptors that travel with a request.
    static let mostDescriptors = 4

    package var descriptorCount: Int { step.descriptorCount + 1 }
}
