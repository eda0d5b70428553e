// SPDX-License-Identifier: GPL-3.0-or-later

/// Why what an external converter left is not taken.
package struct UnsafeOutput: Error, Hashable, Sendable, CustomStringConvertible {
    package let description: String
}

extension Spool {
    static let runName: FileName = "run"
    static let runOutputName: FileName = "output"
    static let renderedName: FileName = "rendered.pdf"

    /// An empty folder for one run of an external converter on a claimed document.
    package func beginRun(on id: JobID) throws(SpoolError) -> Folder {
        let folder = try active.folder(id.fileName)
        try folder.removeTree(Self.runName)
        return try folder.createFolder(Self.runName)
    }

    package func endRun(on id: JobID) throws(SpoolError) { try active.folder(id.fileName).removeTree(Self.runName) }

    /// The PDF that an external converter made of the document, or nil.
    package func openRendered(of id: JobID) throws(SpoolError) -> File? {
        let folder = try active.folder(id.fileName)
        return try folder.contains(Self.renderedName) ? try folder.file(Self.renderedName) : nil
    }

    /// Whether a run made anything at all.
    package func hasRunOutput(of id: JobID) throws(SpoolError) -> Bool {
        try !active.folder(id.fileName).folder(Self.runName).folder(Self.runOutputName).entries().isEmpty
    }

    /// Keeps the one PDF that a run made, for this attempt and the next ones.
    /// - Throws: `UnsafeOutput` where there is not one PDF, `SpoolError`.
    package func keepRendered(of id: JobID) throws {
        let folder = try active.folder(id.fileName)
        let output = try folder.folder(Self.runName).folder(Self.runOutputName)
        let names = try output.entries()
        guard let name = names.first, names.count == 1, name.hasSuffix(".pdf") else {
            throw UnsafeOutput(description: "\(names.count) files where one PDF was expected")
        }
        try Self.requirePlainFile(name, in: output)
        try output.rename(name, over: Self.renderedName, in: folder)
    }

    /// Moves what a run made to the results that are being built.
    /// - Returns: their names.
    /// - Throws: `UnsafeOutput`, `SpoolError`.
    package func takeRunOutputs(of id: JobID, attempt: Int) throws -> Set<String> {
        let output = try active.folder(id.fileName).folder(Self.runName).folder(Self.runOutputName)
        let built = try openBuilding(id, attempt: attempt)
        let names = try output.entries()
        guard !names.isEmpty else { throw UnsafeOutput(description: "nothing") }
        for name in names {
            guard Self.isPlain(name), name != Self.manifestName, try !built.contains(name) else {
                throw UnsafeOutput(description: "a file with a name that can't be published")
            }
            try Self.requirePlainFile(name, in: output)
        }
        for name in names {
            // What a program chose may keep readers out, or let others write.
            try output.file(name).setPermissions(built.permissions & 0o666)
            try output.rename(name, to: built, as: name)
        }
        return Set(names.map(\.description))
    }

    private static func requirePlainFile(_ name: FileName, in folder: Folder) throws {
        guard let info = try folder.info(name), info.kind == .file, info.links == 1, info.bytes > 0 else {
            throw UnsafeOutput(description: "something that is no plain file with content: \(name.description)")
        }
    }

    /// Lower-case letters, digits, dot, dash and underscore, not beginning with a dot; and no name of ours.
    private static func isPlain(_ name: FileName) -> Bool {
        guard name != documentName, !name.hasPrefix(".") else { return false }
        return name.bytes.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"): true
            default: "._-".utf8.contains(byte)
            }
        }
    }
}
