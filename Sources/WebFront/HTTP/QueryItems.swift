// SPDX-License-Identifier: GPL-3.0-or-later

/// The query of a request: `name=value&…`, percent-encoded, `+` for a space.
struct QueryItems {
    let items: [(name: String, value: String)]

    /// - Parameter known: any other name is refused.
    init(_ query: String?, known: [String]) throws(Problem) {
        var items: [(name: String, value: String)] = []
        for pair in (query ?? "").split(separator: "&") {
            let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            let name = try Self.decoded(parts[0])
            guard known.contains(name) else { throw .unknownField(name, known: known) }
            items.append((name, parts.count == 2 ? try Self.decoded(parts[1]) : ""))
        }
        self.items = items
    }

    /// Nil where it is absent or empty.
    func value(_ name: String) throws(Problem) -> String? {
        let values = items.filter { $0.name == name }.map(\.value)
        guard values.count <= 1 else {
            throw Problem(.invalidOption, "\(name) stands there more than once; write it once.")
        }
        return values.first.flatMap { $0.isEmpty ? nil : $0 }
    }

    private static func decoded(_ text: Substring) throws(Problem) -> String {
        let spaced = String(text.map { $0 == "+" ? " " : $0 })
        if let decoded = PercentEncoding.decoded(spaced) { return decoded }
        throw Problem(.badRequest, "The query can't be read: \"\(text.prefix(80))\" is not percent-encoded UTF-8.")
    }
}
