// SPDX-License-Identifier: GPL-3.0-or-later

import NIOCore

/// What a multipart body says, in order.
enum MultipartEvent: Equatable {
    case part(PartHeader)
    case data(ByteBuffer)
    case endOfPart
}
