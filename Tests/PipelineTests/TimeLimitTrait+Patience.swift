// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import Testing

extension Trait where Self == TimeLimitTrait {
    /// `PANNIER_TEST_PATIENCE` times as many minutes: all is slower under a sanitizer.
    static func timeLimit(minutes: Int) -> Self {
        let patience = ProcessInfo.processInfo.environment["PANNIER_TEST_PATIENCE"].flatMap { Int($0) } ?? 1
        return .timeLimit(.minutes(minutes * patience))
    }
}
