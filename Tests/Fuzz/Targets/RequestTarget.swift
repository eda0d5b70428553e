// SPDX-License-Identifier: GPL-3.0-or-later

import Conversion
import Jobs

/// Whatever is not refused in words is written and read again as the same, and selects pages that there are.
enum RequestTarget {
    static func run(_ bytes: [UInt8]) {
        guard let request = accepted(bytes) else { return }
        guard let json = try? request.json, let again = try? JobRequest(json: json) else {
            fatalError("a request that was read can't be written and read again: \(request)")
        }
        precondition(again.options == request.options && again.name == request.name, "\(again) was \(request)")
        for range in request.options?.pages?.clamped(to: 1000) ?? [] {
            precondition(1 <= range.first && range.first <= range.last && range.last <= 1000, "\(range)")
        }
    }

    private static func accepted(_ bytes: [UInt8]) -> JobRequest? {
        do {
            return try JobRequest(json: bytes)
        } catch {
            precondition((error as? Failure)?.code == .invalidRequest, "refused without a reason: \(error)")
            return nil
        }
    }
}
