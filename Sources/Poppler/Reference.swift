// SPDX-License-Identifier: GPL-3.0-or-later

import CPoppler

/// The one owner of a reference to a GObject; drops it at the end of its life.
@safe
struct Reference: ~Copyable {
    let pointer: OpaquePointer

    /// Takes over a reference that the caller was given (transfer full).
    init?(adopting pointer: OpaquePointer?) {
        guard let pointer = unsafe pointer else { return nil }
        unsafe self.pointer = pointer
    }

    deinit { unsafe g_object_unref(UnsafeMutableRawPointer(pointer)) }
}
