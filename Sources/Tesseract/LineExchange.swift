// SPDX-License-Identifier: GPL-3.0-or-later

import CTesseract

/// Tesseract hands the picture of each line from one of its parts to another as a PNG, packed and unpacked: an eighth
/// of its time. This program defines leptonica's `pixWriteMem` itself, which the dynamic linker then finds before the
/// library's own, and answers with leptonica's plain form, which whoever reads it tells by its first bytes. The pixels
/// are the same.
@c(pixWriteMem)
public func writePictureToMemory(
    _ data: UnsafeMutableRawPointer?,
    _ size: UnsafeMutablePointer<Int>?,
    _ picture: UnsafeMutableRawPointer?,
    _ format: Int32
) -> Int32 {
    let data = unsafe data?.assumingMemoryBound(to: UnsafeMutablePointer<l_uint8>?.self)
    let picture = unsafe picture?.assumingMemoryBound(to: PIX.self)
    if format == IFF_PNG { return unsafe pixWriteMemSpix(data, size, picture) }
    return unsafe pannier_write_picture(data, size, picture, format)
}
