// SPDX-License-Identifier: GPL-3.0-or-later

import CTesseract

/// Image files in memory. Whoever decodes one has looked at its header first: what it decodes to may be large.
extension Picture {
    /// Leptonica writes to standard error no more: what it has to say is of no use to anybody. To be called first.
    package static func silenceLibrary() { setMsgSeverity(l_int32(L_SEVERITY_NONE)) }

    /// - Throws: `RecognitionError.memory` where there is too little of it or the file is damaged: leptonica does not
    ///   say which.
    package init(decoding bytes: UnsafeRawBufferPointer) throws {
        let start = unsafe bytes.baseAddress?.assumingMemoryBound(to: l_uint8.self)
        try unsafe self.init(adopting: pixReadMem(start, bytes.count))
    }

    /// - Parameter offset: of the page's directory in the file.
    package init(decodingTIFF bytes: UnsafeRawBufferPointer, directory offset: Int) throws {
        var offset = offset
        let start = unsafe bytes.baseAddress?.assumingMemoryBound(to: l_uint8.self)
        try unsafe self.init(adopting: pixReadMemFromMultipageTiff(start, bytes.count, &offset))
    }

    package init(decodingTIFF bytes: [UInt8], directory offset: Int) throws {
        var offset = offset
        try unsafe self.init(adopting: pixReadMemFromMultipageTiff(bytes, bytes.count, &offset))
    }

    /// Whether the decoder of a JPEG met errors in its pixels that it could pass over. An eighth of its size is decoded.
    /// - Throws: `RecognitionError.memory` where it can't be decoded at all.
    package static func isDamaged(jpeg bytes: UnsafeRawBufferPointer) throws -> Bool {
        let start = unsafe bytes.baseAddress?.assumingMemoryBound(to: l_uint8.self)
        var warnings: l_int32 = 0
        let hint = l_int32(L_JPEG_CONTINUE_WITH_BAD_DATA)
        _ = try unsafe Picture(adopting: pixReadMemJpeg(start, bytes.count, 0, 8, &warnings, hint))
        return warnings > 0
    }

    package var isBlackAndWhite: Bool { unsafe pixGetDepth(pixels) == 1 }

    /// On white, where it is transparent, packed a little: much takes long and gains little.
    package func png() throws -> EncodedPicture {
        let opaque = try unsafe Picture(adopting: pixRemoveAlpha(pixels))
        unsafe pixSetZlibCompression(opaque.pixels, 3)
        return try unsafe EncodedPicture { unsafe pixWriteMemPng(&$0, &$1, opaque.pixels, 0) }
    }

    /// A TIFF packed as faxes are (group 4); black and white pictures alone.
    package func fax() throws -> EncodedPicture {
        try unsafe EncodedPicture { unsafe pixWriteMemTiff(&$0, &$1, pixels, l_int32(IFF_TIFF_G4)) }
    }
}
