// SPDX-License-Identifier: GPL-3.0-or-later

import Jobs

/// What a request says about its jobs: in the query, or as fields of a form.
struct OptionFields {
    static let names = RequestedOptions.names
    /// Of one option; the worker reads no request of more than 64 KiB.
    static let mostBytes = 16 * 1024

    private var values: [String: String] = [:]

    mutating func add(_ name: String, _ value: String) throws(Problem) {
        guard Self.names.contains(name) else { throw .unknownField(name, known: ["file"] + Self.names) }
        let whole = try joined(name, value)
        guard whole.utf8.count <= Self.mostBytes else { throw Self.tooLong(name) }
        values[name] = whole
    }

    private func joined(_ name: String, _ value: String) throws(Problem) -> String {
        guard let known = values[name] else { return value }
        // Check boxes of one name.
        guard name == "outputs" else {
            throw Problem(.invalidOption, "\(name) stands there more than once; write it once.")
        }
        return known + "," + value
    }

    static func tooLong(_ name: String) -> Problem {
        Problem(.invalidOption, "\(name) is longer than \(mostBytes) bytes.")
    }

    /// - Throws: `Failure` that names the option, the value and what is allowed.
    func options(defaults: JobOptions) throws -> JobOptions {
        try RequestedOptions { values[$0] }.over(defaults)
    }
}
