// SPDX-License-Identifier: GPL-3.0-or-later

import Conversion
import Foundation
import Settings

/// One external converter as the configuration file describes it.
struct ConverterEntry: Decodable {
    /// Pages of a document take longer than a run's start; a run has a fixed time.
    private static let usualTime = "5m"
    private static let usualMemory = "4GB"
    private static let mostProcesses = 1000

    private enum CodingKeys: String, CodingKey, CaseIterable {
        case command, takes, makes, timeout, memory, processes, reads, environment
    }

    private struct AnyKey: CodingKey {
        let stringValue: String
        var intValue: Int? { nil }

        init(stringValue: String) { self.stringValue = stringValue }
        init?(intValue: Int) { nil }
    }

    let command: [String]
    let takes: [String]
    let makes: String
    let timeout: String?
    let memory: String?
    let processes: Int?
    let reads: [String]?
    let environment: [String: String]?

    init(from decoder: any Decoder) throws {
        let names = try decoder.container(keyedBy: AnyKey.self).allKeys.map(\.stringValue)
        let known = CodingKeys.allCases.map(\.rawValue)
        if let odd = names.first(where: { !known.contains($0) }) {
            let message = "\(odd) is unknown; what is known is \(known.joined(separator: ", "))"
            throw DecodingError.dataCorrupted(.init(codingPath: decoder.codingPath, debugDescription: message))
        }
        let values = try decoder.container(keyedBy: CodingKeys.self)
        command = try values.decode([String].self, forKey: .command)
        takes = try values.decode([String].self, forKey: .takes)
        makes = try values.decode(String.self, forKey: .makes)
        timeout = try values.decodeIfPresent(String.self, forKey: .timeout)
        memory = try values.decodeIfPresent(String.self, forKey: .memory)
        processes = try values.decodeIfPresent(Int.self, forKey: .processes)
        reads = try values.decodeIfPresent([String].self, forKey: .reads)
        environment = try values.decodeIfPresent([String: String].self, forKey: .environment)
    }

    /// - Throws: `SettingError` that names the converter, the value and what is allowed.
    func converter(named name: String) throws -> ExternalConverter {
        let refuse = { (key: String, value: String, allowed: String) in
            SettingError(
                "converters.\(name).\(key)=\(value) is not allowed: write \(allowed) (in the configuration file)"
            )
        }
        guard let program = command.first, program.hasPrefix("/") else {
            throw refuse("command", command.first ?? "", "the program's full path, then its arguments")
        }
        guard !takes.isEmpty, let makes = ExternalConverter.Product(rawValue: makes) else {
            throw refuse("makes", makes, "pdf or outputs, and in takes at least one media type")
        }
        if let odd = takes.first(where: { $0.split(separator: "/").count != 2 }) {
            throw refuse("takes", odd, "media types such as text/plain, image/* or */*")
        }
        guard let time = Magnitude.duration(timeout ?? Self.usualTime) else {
            throw refuse("timeout", timeout ?? "", "a time such as 60s or 30m")
        }
        guard let memory = Magnitude.bytes(memory ?? Self.usualMemory) else {
            throw refuse("memory", memory ?? "", "a size such as 500MB or 4GB")
        }
        let processes = processes ?? 1
        guard (1...Self.mostProcesses).contains(processes) else {
            throw refuse("processes", "\(processes)", "a whole number from 1 to \(Self.mostProcesses)")
        }
        return ExternalConverter(
            name: name,
            command: command,
            takes: takes,
            makes: makes,
            seconds: time.inSeconds,
            memory: UInt64(memory),
            processes: processes,
            reads: readable,
            environment: environment ?? [:],
            absence: "This type needs the converter \(name), whose program \(program) is not there."
        )
    }

    /// What is said, and where the program and the files among its arguments lie.
    private var readable: [String] {
        let named = command.filter { $0.hasPrefix("/") && !$0.contains("{") }
        return (reads ?? []) + named
    }

    /// All that the configuration file describes, by name in order.
    static func converters(in settings: Settings) throws -> [ExternalConverter] {
        let entries = try settings.decoded(.converters, as: [String: ConverterEntry].self) ?? [:]
        return try entries.sorted { $0.key < $1.key }.map { try $1.converter(named: $0) }
    }
}
