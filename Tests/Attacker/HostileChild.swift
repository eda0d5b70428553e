// SPDX-License-Identifier: GPL-3.0-or-later

import Confinement
import Conversion
import FoundationEssentials
import Glibc

/// What one child does to its folders. The document is one word that says what.
struct HostileChild {
    private let document: Int32
    private let slices: Int32
    private let results: Int32
    private let reports: Int32

    static func run(_ request: ConversionRequest, _ given: [Int32], _ sandbox: Sandbox, _ parent: pid_t) -> Never {
        do {
            let own = try ChildDescriptors(arranging: given)
            let folders = [FolderGrant(own.given[1], .writeAndTake), FolderGrant(own.given[2], .build)]
            try sandbox.enter(request.limits, parent: parent, folders: folders)
            let child = HostileChild(
                document: own.given[0],
                slices: own.given[1],
                results: own.given[2],
                reports: own.reports
            )
            child.act()
            _exit(child.end)
        } catch {
            _exit(99)
        }
    }

    private func act() {
        report(.inspected(Inspection(mediaType: "application/pdf", pages: 1)))
        report(.began(page: 1))
        switch word {
        case "bytes": writeWithoutEnd()
        case "files": for number in 0... { write([], to: "\(number)", in: slices) }
        case "folders": nestWithoutEnd()
        case "binary": write([0xFF, 0xFE], to: "text.txt", in: results)
        case "nothing": break
        case "stranger":
            write(Array("fine".utf8), to: "text.txt", in: results)
            write(Array("<script>".utf8), to: "index.html", in: results)
        case "manifest":
            write(Array("fine".utf8), to: "text.txt", in: results)
            write(Array("{}".utf8), to: "manifest.json", in: results)
        case "call": _ = setsid()
        case "folder": mkdirat(results, "text.txt", 0)
        case "silent":
            close(reports)
            // Of all that waits without an end, the filter lets it do this.
            var never = sem_t()
            sem_init(&never, 0, 0)
            while true { sem_wait(&never) }
        case "liar": return report(.failed(Failure(.diskFull, "There is no space left.")))
        case "full":
            fillDisk()
            return report(.failed(Failure(.diskFull, "There is no space left.")))
        default: write(Array("fine".utf8), to: "text.txt", in: results)
        }
        report(.ended(page: 1))
        report(.assembled)
    }

    private var end: Int32 { ["liar", "full"].contains(word) ? ChildExit.failed : 0 }

    private var word: String {
        let bytes = [UInt8](unsafeUninitializedCapacity: 64) { buffer, count in
            count = max(0, pread(document, buffer.baseAddress, 64, 0))
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    private func fillDisk() {
        let bytes = [UInt8](repeating: 65, count: 1 << 20)
        for number in 0... {
            let file = openat(slices, "\(number)", O_WRONLY | O_CREAT | O_TRUNC, 0o644)
            guard file >= 0 else { return }
            defer { close(file) }
            guard Glibc.write(file, bytes, bytes.count) == bytes.count else { return }
        }
    }

    /// In many files, so that no limit of one file helps.
    private func writeWithoutEnd() {
        let bytes = [UInt8](repeating: 65, count: 1 << 16)
        for number in 0... { write(bytes, to: "\(number)", in: slices) }
    }

    private func nestWithoutEnd() {
        var folder = results
        while true {
            mkdirat(folder, "in", 0o755)
            let inner = openat(folder, "in", O_RDONLY | O_DIRECTORY)
            guard inner >= 0 else { _exit(98) }
            if folder != results { close(folder) }
            folder = inner
        }
    }

    private func write(_ bytes: [UInt8], to name: String, in folder: Int32) {
        let file = openat(folder, name, O_WRONLY | O_CREAT | O_TRUNC, 0o644)
        guard file >= 0, Glibc.write(file, bytes, bytes.count) == bytes.count else { _exit(97) }
        close(file)
    }

    private func report(_ report: PageReport) {
        guard let line = try? Array(JSONEncoder().encode(report)) + [UInt8(ascii: "\n")] else { _exit(96) }
        guard Glibc.write(reports, line, line.count) == line.count else { _exit(95) }
    }
}
