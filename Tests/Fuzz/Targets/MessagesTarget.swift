// SPDX-License-Identifier: GPL-3.0-or-later

import Conversion
import FoundationEssentials

/// A message that is understood is written and read again as the same one; steps name pages without running away.
enum MessagesTarget {
    static func run(_ bytes: [UInt8]) {
        let data = Data(bytes)
        _ = repeated(PageReport.self, data)
        _ = repeated(ZygoteNotice.self, data)
        guard case .run(let request) = repeated(ZygoteOrder.self, data) else { return }
        _ = request.descriptorCount
        if case .inspect(let first) = request.step, (0...100).contains(first.limit) {
            precondition(first.pages(of: 1000).allSatisfy { (1...1000).contains($0) })
        }
    }

    private static func repeated<Message: Codable & Equatable>(_ type: Message.Type, _ data: Data) -> Message? {
        guard let message = try? JSONDecoder().decode(type, from: data) else { return nil }
        guard let json = try? JSONEncoder().encode(message) else { return message }
        precondition((try? JSONDecoder().decode(type, from: json)) == message, "\(message) is not read again")
        return message
    }
}
