// SPDX-License-Identifier: GPL-3.0-or-later

import Jobs

extension JobQuery {
    private static let names = ["state", "name", "since", "cursor", "limit"]

    /// Reads the query of `GET /v1/jobs`.
    init(_ query: String?) throws(Problem) {
        let items = try QueryItems(query, known: Self.names)
        let states = JobState.allCases.map(\.rawValue).joined(separator: ", ")
        self.init(
            state: try items.parsed("state", allowed: "one of \(states)") { JobState(rawValue: $0) },
            name: try items.value("name"),
            since: try items.parsed("since", allowed: "a time such as 2026-01-31T08:00:00Z") { RecordCoding.date($0) },
            cursor: try items.parsed("cursor", allowed: "the value of \"next\" of the page before") { JobCursor($0) },
            limit: try items.parsed("limit", allowed: "a whole number from 1 to \(Self.largestPage)") { text in
                Int(text).flatMap { (1...Self.largestPage).contains($0) ? $0 : nil }
            } ?? 100
        )
    }
}

extension QueryItems {
    fileprivate func parsed<Value>(
        _ name: String,
        allowed: String,
        _ parse: (String) -> Value?
    ) throws(Problem) -> Value? {
        guard let text = try value(name) else { return nil }
        if let value = parse(text) { return value }
        throw Problem(.invalidOption, "\(name)=\(text.prefix(80)) is not allowed; write \(allowed).")
    }
}
