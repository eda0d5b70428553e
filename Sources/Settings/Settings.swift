// SPDX-License-Identifier: GPL-3.0-or-later

import Configuration
import FoundationEssentials
import SystemPackage

/// The settings of one program: flags, then environment, then the configuration file, then defaults.
package struct Settings: Sendable {
    /// The nearest first, each on its own: what one says with no words must not hide what the next one says.
    private let readers: [ConfigReader]
    /// The path of the configuration file.
    private let file: String?

    /// - Parameters:
    ///   - arguments: the program's name, then its flags.
    ///   - keys: what this program knows; any other flag is refused.
    /// - Throws: `SettingError`.
    package init(arguments: [String], keys: [SettingKey]) async throws {
        try Self.refuseUnknown(arguments.dropFirst(), keys: keys)
        let near = [
            ConfigReader(providers: [CommandLineArgumentsProvider(arguments: arguments)]),
            ConfigReader(providers: [EnvironmentVariablesProvider().prefixKeys(with: "pannier")]),
        ]
        file = Self.text(.config, near)
        guard let file else {
            readers = near
            return
        }
        do {
            try FileEntry.refuseUnusable(in: file)
            let provider = try await FileProvider<JSONSnapshot>(filePath: FilePath(file))
            readers = near + [ConfigReader(providers: [provider])]
        } catch let error as SettingError {
            throw error
        } catch {
            throw SettingError("config=\(file) can't be read as JSON: \(error)")
        }
    }

    /// What the configuration file says in more than one word; nil where it says nothing.
    /// - Throws: `SettingError` that names the place in the file.
    package func decoded<Value: Decodable>(_ key: SettingKey, as type: Value.Type) throws -> Value? {
        guard let file else { return nil }
        do {
            let decoder = JSONDecoder()
            decoder.userInfo[Named<Value>.key] = key.name
            return try decoder.decode(Named<Value>.self, from: Data(contentsOf: URL(filePath: file))).value
        } catch let error as DecodingError {
            throw SettingError("config=\(file): \(Self.explained(error))")
        }
    }

    private static func explained(_ error: DecodingError) -> String {
        let (context, last): (DecodingError.Context, String?) =
            switch error {
            case .typeMismatch(_, let context), .valueNotFound(_, let context), .dataCorrupted(let context):
                (context, nil)
            case .keyNotFound(let key, let context): (context, key.stringValue)
            @unknown default: (.init(codingPath: [], debugDescription: "\(error)"), nil)
            }
        let place = (context.codingPath.map(\.stringValue) + (last.map { [$0] } ?? [])).joined(separator: ".")
        return last == nil ? "\(place): \(context.debugDescription)" : "\(place) is missing"
    }

    /// Never empty; nil where nobody says anything. Numbers of a JSON file come as text, lists with commas between.
    package func text(_ key: SettingKey) -> String? { Self.text(key, readers) }

    private static func text(_ key: SettingKey, _ readers: [ConfigReader]) -> String? {
        readers.lazy.compactMap { text(key, $0) }.first { !$0.isEmpty }
    }

    private static func text(_ key: SettingKey, _ reader: ConfigReader) -> String? {
        let name = ConfigKey([key.name])
        return reader.string(forKey: name)
            ?? reader.stringArray(forKey: name).map { $0.joined(separator: ",") }
            ?? reader.int(forKey: name).map { String($0) }
            ?? reader.double(forKey: name).map { String($0) }
    }

    /// - Throws: `SettingError` where `parse` makes nothing of what is said.
    package func value<Value>(
        _ key: SettingKey,
        default fallback: Value,
        allowed: String,
        _ parse: (String) -> Value?
    ) throws -> Value {
        guard let text = text(key) else { return fallback }
        guard let value = parse(text) else { throw SettingError(key, text, allowed: allowed) }
        return value
    }

    /// Reads settings that belong together.
    /// - Parameter read: makes a value of what is written for each name.
    /// - Throws: `SettingError` with the words of the error that `read` throws.
    package func checked<Value>(
        _ keys: [SettingKey],
        _ read: ((String) -> String?) throws -> Value
    ) throws(SettingError) -> Value {
        do {
            return try read { name in keys.first { $0.name == name }.flatMap(text) }
        } catch {
            throw SettingError("settings \(keys.map(\.name).joined(separator: ", ")): \(error)")
        }
    }

    package func number(_ key: SettingKey, default fallback: Int, in allowed: ClosedRange<Int>) throws -> Int {
        let words = "a whole number from \(allowed.lowerBound) to \(allowed.upperBound), such as \(fallback) or 20k"
        return try value(key, default: fallback, allowed: words) { text in
            Magnitude.number(text).flatMap { allowed.contains($0) ? $0 : nil }
        }
    }

    /// Bytes; `5GB` is 5 · 10⁹, `5GiB` is 5 · 2³⁰.
    package func bytes(_ key: SettingKey, default fallback: Int) throws -> Int {
        try value(key, default: fallback, allowed: "a size such as 500MB, 2GB or 2GiB", Magnitude.bytes)
    }

    /// Nil where nobody says anything.
    package func bytes(_ key: SettingKey) throws -> Int? {
        guard text(key) != nil else { return nil }
        return try bytes(key, default: 0)
    }

    package func duration(_ key: SettingKey, default fallback: Duration) throws -> Duration {
        try value(key, default: fallback, allowed: "a time such as 500ms, 60s, 30m, 12h or 7d", Magnitude.duration)
    }

    /// Nil where nobody says anything.
    package func duration(_ key: SettingKey) throws -> Duration? {
        guard text(key) != nil else { return nil }
        return try duration(key, default: .zero)
    }

    /// The shared folder and the folder of the job records.
    package var home: String { text(.home) ?? "./home" }
    package var state: String { text(.state) ?? home + "/state" }

    static func environmentName(_ key: SettingKey) -> String {
        "PANNIER_" + key.name.uppercased().map { $0 == "-" ? "_" : String($0) }.joined()
    }

    private static func refuseUnknown(_ arguments: some Sequence<String>, keys: [SettingKey]) throws {
        let known = Set(keys.map { "--" + $0.name })
        var seen: Set<String> = []
        // A flag that has no value yet.
        var waiting: String?
        for argument in arguments {
            let flag = String(argument.prefix { $0 != "=" })
            if argument.hasPrefix("--") {
                if let waiting { throw SettingError("\(waiting) has no value") }
                guard known.contains(flag) else {
                    throw SettingError("\(flag) is no flag of this program; --help lists them")
                }
                // The words of lists may come one by one.
                guard flag == "--" + SettingKey.outputs.name || seen.insert(flag).inserted else {
                    throw SettingError("\(flag) stands there more than once; write it once")
                }
                waiting = argument.contains("=") ? nil : flag
            } else {
                guard waiting != nil else { throw SettingError("\(argument) is unexpected; --help lists the flags") }
                waiting = nil
            }
        }
        if let waiting { throw SettingError("\(waiting) has no value") }
    }
}
