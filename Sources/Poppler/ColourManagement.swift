// SPDX-License-Identifier: GPL-3.0-or-later

import CPoppler
import Synchronization

/// Poppler sets up colour transforms even where only text is wanted: two fifths of its time on scientific papers. This
/// program defines lcms2's `cmsCreateTransform` itself, which the dynamic linker then finds before the library's own.
package enum ColourManagement {
    fileprivate static let isOff = Atomic(false)

    /// From here on poppler draws without colour profiles. Only for a process that never draws a page: text comes out
    /// the same, pictures don't.
    package static func turnOff() { isOff.store(true, ordering: .relaxed) }

    fileprivate typealias CreateTransform =
        @convention(c) (
            UnsafeMutableRawPointer?, UInt32, UnsafeMutableRawPointer?, UInt32, UInt32, UInt32
        ) -> UnsafeMutableRawPointer?

    /// The library's own.
    fileprivate static let createTransform: CreateTransform? = {
        guard let symbol = unsafe pannier_next_symbol("cmsCreateTransform") else { return nil }
        return unsafe unsafeBitCast(symbol, to: CreateTransform.self)
    }()
}

/// Stands before lcms2's function of this name. NULL is its answer where it can't make a transform; poppler then goes
/// on without.
@c(cmsCreateTransform)
public func createColourTransform(
    _ input: UnsafeMutableRawPointer?,
    _ inputFormat: UInt32,
    _ output: UnsafeMutableRawPointer?,
    _ outputFormat: UInt32,
    _ intent: UInt32,
    _ flags: UInt32
) -> UnsafeMutableRawPointer? {
    guard !ColourManagement.isOff.load(ordering: .relaxed) else { return nil }
    guard let create = unsafe ColourManagement.createTransform else { return nil }
    return unsafe create(input, inputFormat, output, outputFormat, intent, flags)
}
