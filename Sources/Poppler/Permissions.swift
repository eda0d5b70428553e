// SPDX-License-Identifier: GPL-3.0-or-later

/// What the author lets readers do (ISO 32000-1, table 22).
package struct Permissions: OptionSet, Sendable {
    package let rawValue: UInt32

    package init(rawValue: UInt32) { self.rawValue = rawValue }

    package static let print = Permissions(rawValue: 1 << 0)
    package static let modify = Permissions(rawValue: 1 << 1)
    package static let copy = Permissions(rawValue: 1 << 2)
    package static let addNotes = Permissions(rawValue: 1 << 3)
    package static let fillForms = Permissions(rawValue: 1 << 4)
    package static let extractContents = Permissions(rawValue: 1 << 5)
    package static let assemble = Permissions(rawValue: 1 << 6)
    package static let printHighResolution = Permissions(rawValue: 1 << 7)
    package static let everything = Permissions(rawValue: 0xFF)
}
