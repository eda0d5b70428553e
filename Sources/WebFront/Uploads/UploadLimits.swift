// SPDX-License-Identifier: GPL-3.0-or-later

import Spool

/// What one request may bring, and how slowly.
struct UploadLimits: Sendable {
    /// Bytes of the whole body.
    var mostBytes: Int
    /// Bytes a second, on average; one that trickles would hold its place for ever.
    var leastRate = 1024
    /// How long a body may take before its rate is looked at.
    var grace = Duration.seconds(30)
    /// What must stay free on the disk.
    var reserve = DiskReserve()
}
