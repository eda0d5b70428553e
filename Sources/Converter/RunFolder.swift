// SPDX-License-Identifier: GPL-3.0-or-later

import Confinement
import Conversion
import Glibc

/// The folder of one run: the document under a plain name, the folder for what is made, and what the program wants to find.
enum RunFolder {
    static func prepare(_ folder: Folder, for run: ExternalRun, document: Int32) throws {
        guard access(try folder.path, R_OK | W_OK | X_OK) == 0 else {
            throw Failure(
                .internal,
                "The converter's user (converter-user) can't reach the job's folder; let it pass the folders above."
            )
        }
        _ = try folder.folder(ExternalRun.outputFolder)
        for (path, contents) in run.converter.files { try write(contents, to: path, in: folder) }
        try copy(document, to: run.documentName, in: folder)
    }

    private static func write(_ contents: String, to path: String, in folder: Folder) throws {
        let parts = path.split(separator: "/").map(String.init)
        let place = try parts.dropLast().reduce(folder) { try $0.folder($1) }
        guard let name = parts.last else { return }
        try place.write(Array(contents.utf8), to: name)
    }

    /// A copy: the document itself must stay as it was accepted, whatever the program does.
    private static func copy(_ document: Int32, to name: String, in folder: Folder) throws {
        var file = try folder.create(name)
        var offset: off_t = 0
        try withUnsafeTemporaryAllocation(byteCount: OutputFile.bufferSize, alignment: 16) { buffer in
            while true {
                let count = pread(document, buffer.baseAddress, buffer.count, offset)
                if count < 0 && errno == EINTR { continue }
                guard count >= 0 else { throw SystemError("read the document") }
                guard count > 0 else { break }
                try file.write(UnsafeRawBufferPointer(rebasing: buffer[..<count]))
                offset += off_t(count)
            }
        }
        try file.finish()
    }
}

extension Folder {
    /// Where it lies: for programs that want a path.
    var path: String {
        get throws {
            var buffer = [CChar](repeating: 0, count: Int(PATH_MAX))
            let count = readlink("/proc/self/fd/\(descriptor)", &buffer, buffer.count)
            guard count > 0 else { throw SystemError("readlink(/proc/self/fd)") }
            return String(decoding: buffer.prefix(count).map(UInt8.init(bitPattern:)), as: UTF8.self)
        }
    }
}
