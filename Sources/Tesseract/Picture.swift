// SPDX-License-Identifier: GPL-3.0-or-later

import CTesseract

/// A picture in memory, as leptonica keeps it.
@safe
package struct Picture: ~Copyable {
    let pixels: UnsafeMutablePointer<PIX>

    /// Takes over a picture that the caller was given.
    init(adopting pixels: UnsafeMutablePointer<PIX>?) throws {
        guard let pixels = unsafe pixels else { throw RecognitionError.memory }
        unsafe self.pixels = pixels
    }

    deinit {
        var pixels: UnsafeMutablePointer<PIX>? = unsafe pixels
        unsafe pixDestroy(&pixels)
    }

    /// From cairo's pixels: 32 bits each, blue in the lowest eight, then green and red.
    /// - Parameters:
    ///   - stride: from one row to the next, in pixels.
    ///   - isGray: whether red, green and blue are the same everywhere.
    ///   - resolution: in dots an inch.
    /// - Throws: `RecognitionError`.
    package init(
        _ start: UnsafePointer<UInt32>,
        stride: Int,
        width: Int,
        height: Int,
        isGray: Bool,
        resolution: Int
    ) throws {
        let pixels = unsafe pixCreateNoInit(l_int32(width), l_int32(height), isGray ? 8 : 32)
        guard let pixels = unsafe pixels, let data = unsafe pixGetData(pixels) else { throw RecognitionError.memory }
        unsafe self.pixels = pixels
        unsafe pixSetResolution(pixels, l_int32(resolution), l_int32(resolution))
        let words = Int(unsafe pixGetWpl(pixels))
        for row in 0..<height {
            let (source, target) = unsafe (start + row * stride, data + row * words)
            if isGray {
                unsafe Self.copyGray(source, to: target, width: width)
            } else {
                for column in 0..<width { unsafe target[column] = source[column] << 8 }
            }
        }
    }

    /// Leptonica keeps four samples in a word, the leftmost in its highest bits.
    private static func copyGray(_ source: UnsafePointer<UInt32>, to target: UnsafeMutablePointer<UInt32>, width: Int) {
        for word in 0..<width / 4 {
            let pixels = unsafe source + 4 * word
            let left = unsafe (pixels[0] & 0xFF) << 24 | (pixels[1] & 0xFF) << 16
            unsafe target[word] = left | (pixels[2] & 0xFF) << 8 | pixels[3] & 0xFF
        }
        guard width % 4 > 0 else { return }
        // White beyond the edge.
        var last = UInt32.max >> UInt32(8 * (width % 4))
        for column in (width / 4 * 4)..<width {
            last |= unsafe (source[column] & 0xFF) << UInt32(24 - 8 * (column % 4))
        }
        unsafe target[width / 4] = last
    }

    package var width: Int { Int(unsafe pixGetWidth(pixels)) }
    package var height: Int { Int(unsafe pixGetHeight(pixels)) }

    /// Whether there is nothing that could be a letter, but for a few specks.
    package var isBlank: Bool {
        guard let data = unsafe pixGetData(pixels) else { return true }
        // The two highest bits of a sample are set where it is light; in colour, the lowest sample means nothing.
        let light: UInt32 = unsafe pixGetDepth(pixels) == 8 ? 0x8080_8080 : 0x8080_8000
        var dark = 0
        for index in 0..<Int(unsafe pixGetWpl(pixels)) * height {
            let word = unsafe data[index]
            if word & (word << 1) & light != light { dark += 1 }
        }
        return dark < Self.specks
    }

    private static let specks = 20

    /// - Parameter quarters: of a turn, clockwise; 1 to 3.
    func turned(quarters: Int) throws -> Picture {
        try unsafe Picture(adopting: pixRotateOrth(pixels, l_int32(quarters)))
    }

    /// - Parameter radians: clockwise; what comes in at the corners is white.
    func turned(radians: Double) throws -> Picture {
        let turned = unsafe pixRotate(
            pixels,
            l_float32(radians),
            l_int32(L_ROTATE_AREA_MAP),
            l_int32(L_BRING_IN_WHITE),
            0,
            0
        )
        return try unsafe Picture(adopting: turned)
    }
}
