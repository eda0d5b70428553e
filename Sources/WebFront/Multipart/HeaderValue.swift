// SPDX-License-Identifier: GPL-3.0-or-later

/// A header's value with its parameters, such as `form-data; name="file"; filename*=UTF-8''na%C3%AFve.pdf`.
struct HeaderValue: Hashable {
    let value: String
    private let parameters: [String: String]

    /// Nil where the text can't be read, or says one parameter twice.
    init?(_ text: String) {
        var reader = Reader(rest: Substring(text).unicodeScalars)
        value = reader.token(until: [";"])
        var parameters: [String: String] = [:]
        while reader.skip(";") {
            let name = reader.token(until: ["=", ";"]).lowercased()
            if name.isEmpty && reader.rest.first != "=" { continue }
            guard !name.isEmpty, reader.skip("="), let value = reader.parameterValue() else { return nil }
            guard parameters.updateValue(value, forKey: name) == nil else { return nil }
        }
        self.parameters = parameters
    }

    /// The extended notation (RFC 8187) goes before the plain one.
    subscript(name: String) -> String? { parameters[name + "*"].flatMap(Self.extended) ?? parameters[name] }

    /// `UTF-8'language'percent-encoded`.
    private static func extended(_ text: String) -> String? {
        let parts = text.split(separator: "'", maxSplits: 2, omittingEmptySubsequences: false)
        guard parts.count == 3, parts[0].lowercased() == "utf-8" else { return nil }
        return PercentEncoding.decoded(parts[2])
    }
}

/// By scalars: a mark that combines with a quotation mark must not hide it.
private struct Reader {
    var rest: Substring.UnicodeScalarView

    mutating func skip(_ scalar: Unicode.Scalar) -> Bool {
        guard rest.first == scalar else { return false }
        rest.removeFirst()
        return true
    }

    mutating func token(until ends: [Unicode.Scalar]) -> String {
        let taken = rest.prefix { !ends.contains($0) }
        rest = rest[taken.endIndex...]
        let isSpace = { (scalar: Unicode.Scalar) in scalar == " " || scalar == "\t" }
        let start = taken.drop(while: isSpace)
        let end = start.lastIndex { !isSpace($0) }
        return end.map { String(start[...$0]) } ?? ""
    }

    mutating func parameterValue() -> String? {
        rest = rest.drop { $0 == " " || $0 == "\t" }
        guard skip("\"") else { return token(until: [";"]) }
        guard let value = quoted(), token(until: [";"]).isEmpty else { return nil }
        return value
    }

    /// A backslash quotes only what needs quoting: some clients write Windows paths as they are.
    private mutating func quoted() -> String? {
        var value = String.UnicodeScalarView()
        while let next = rest.popFirst() {
            if next == "\"" { return String(value) }
            guard next == "\\" else {
                value.append(next)
                continue
            }
            if skip("\"") { value.append("\"") } else { _ = skip("\\"); value.append("\\") }
        }
        return nil
    }
}
