// SPDX-License-Identifier: GPL-3.0-or-later

import HTTPTypes

extension HTTPField.Name {
    static let referrerPolicy = name("Referrer-Policy")
    static let secFetchSite = name("Sec-Fetch-Site")

    private static func name(_ text: String) -> HTTPField.Name {
        guard let name = HTTPField.Name(text) else { preconditionFailure("\(text) names a header") }
        return name
    }
}
