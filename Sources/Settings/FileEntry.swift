// SPDX-License-Identifier: GPL-3.0-or-later

import FoundationEssentials

/// Of which kind a value at the top of the configuration file is. Read as a number, `true` would be 1.
enum FileEntry: Decodable {
    case word
    case list
    /// True, false, null, an object, or a list of anything but text.
    case other

    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let isWord = (try? container.decode(String.self)) != nil || (try? container.decode(Double.self)) != nil
        self = isWord ? .word : (try? container.decode([String].self)) != nil ? .list : .other
    }

    /// - Throws: `SettingError` where a file says what no program knows, or what is no value of a setting.
    static func refuseUnusable(in file: String) throws {
        let entries = try JSONDecoder().decode([String: FileEntry].self, from: Data(contentsOf: URL(filePath: file)))
        for (name, entry) in entries.sorted(by: { $0.key < $1.key }) {
            guard let key = SettingKey.file.first(where: { $0.name == name }) else {
                throw SettingError("config=\(file): \(name) is no setting; --help of front and worker lists them")
            }
            guard key != .converters else { continue }
            // Only outputs are several words with commas between.
            let isList = entry == .list && key == .outputs
            guard entry == .word || isList else {
                throw SettingError("config=\(file): \(name) has a value of the wrong kind; write a text or a number")
            }
        }
    }
}
