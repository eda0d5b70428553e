// SPDX-License-Identifier: GPL-3.0-or-later

import Jobs

/// What a request says about its jobs: in the query, or as fields of a form.
struct OptionFields {
    static let names = RequestedOptions.names
    static let mostBytes = 16 * 1024

    private var values: [String: String] = [:]

    mutating func add(_ name: String, _ value: String) throws(Problem) {
        guard Self.names.contains(name) else { throw .unknownField(name, known: ["file"] + Self.names) }
        guard let known = values[name] else { return values[name] = value }
        // Check boxes of one name.
        guard name == "outputs" else {
            throw Problem(.invalidOption, "\(name) stands there more than once; write it once.")
        }
        values[name] = known + "," + value
    }

    /// - Throws: `Failure` that names the option, the value and what is allowed.
    func options(defaults: JobOptions) throws -> JobOptions {
        try RequestedOptions { values[$0] }.over(defaults)
    }
}
