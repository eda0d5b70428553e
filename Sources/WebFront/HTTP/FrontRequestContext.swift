// SPDX-License-Identifier: GPL-3.0-or-later

import Hummingbird
import HummingbirdCore
import NIOCore

/// What a handler knows besides the request.
struct FrontRequestContext: RequestContext {
    var coreContext: CoreRequestContextStorage
    /// For an interim answer: Hummingbird hands handlers no writer.
    let channel: any Channel

    init(source: ApplicationRequestContextSource) {
        coreContext = CoreRequestContextStorage(source: source)
        channel = source.channel
    }
}
