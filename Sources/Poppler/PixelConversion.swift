// SPDX-License-Identifier: GPL-3.0-or-later

/// From cairo's 32-bit pixels to the samples of a PNG. Plain loops over raw memory, which the compiler turns into
/// vector instructions: a page at 150 dpi has two million pixels.
enum PixelConversion {
    /// Whether red, green and blue are the same everywhere.
    static func isGray(_ start: UnsafePointer<UInt32>, stride: Int, width: Int, height: Int) -> Bool {
        for row in 0..<height {
            let pixels = unsafe start + row * stride
            var differences: UInt32 = 0
            for column in 0..<width {
                let pixel = unsafe pixels[column]
                differences |= pixel ^ (pixel >> 8)
            }
            // The lowest byte compares blue with green, the next one green with red.
            if differences & 0xFFFF != 0 { return false }
        }
        return true
    }

    /// One sample a pixel.
    static func gray(_ start: UnsafePointer<UInt32>, stride: Int, width: Int, height: Int) -> [UInt8] {
        unsafe [UInt8](unsafeUninitializedCapacity: width * height) { buffer, count in
            guard let samples = buffer.baseAddress else { return }
            for row in 0..<height {
                let pixels = unsafe start + row * stride
                let output = unsafe samples + row * width
                for column in 0..<width { unsafe output[column] = UInt8(truncatingIfNeeded: pixels[column]) }
            }
            count = width * height
        }
    }

    /// Three samples a pixel.
    static func rgb(_ start: UnsafePointer<UInt32>, stride: Int, width: Int, height: Int) -> [UInt8] {
        unsafe [UInt8](unsafeUninitializedCapacity: width * height * 3) { buffer, count in
            guard let samples = buffer.baseAddress else { return }
            for row in 0..<height {
                let pixels = unsafe start + row * stride
                let output = unsafe samples + row * width * 3
                for column in 0..<width {
                    let pixel = unsafe pixels[column]
                    unsafe output[3 &* column] = UInt8(truncatingIfNeeded: pixel >> 16)
                    unsafe output[3 &* column &+ 1] = UInt8(truncatingIfNeeded: pixel >> 8)
                    unsafe output[3 &* column &+ 2] = UInt8(truncatingIfNeeded: pixel)
                }
            }
            count = width * height * 3
        }
    }
}
