// SPDX-License-Identifier: GPL-3.0-or-later

import FoundationEssentials

/// One key's value in an object of which nothing else is looked at.
struct Named<Value: Decodable>: Decodable {
    /// Under which the decoder is told the name.
    static var key: CodingUserInfoKey {
        CodingUserInfoKey(rawValue: "name") ?? { preconditionFailure("a name is a key") }()
    }

    let value: Value?

    private struct Key: CodingKey {
        let stringValue: String
        var intValue: Int? { nil }

        init(stringValue: String) { self.stringValue = stringValue }
        init?(intValue: Int) { nil }
    }

    init(from decoder: any Decoder) throws {
        let name = decoder.userInfo[Self.key] as? String ?? ""
        value = try decoder.container(keyedBy: Key.self).decodeIfPresent(Value.self, forKey: Key(stringValue: name))
    }
}
