// SPDX-License-Identifier: GPL-3.0-or-later

import Hummingbird
import HummingbirdCore
import Spool

/// One opened output.
struct ResultFile: Sendable {
    /// Bytes read and sent at a time.
    static let chunk: Int64 = 256 << 10

    let file: File
    /// Its bytes in the file.
    private let range: Range<Int64>
    let output: ResultManifest.Output

    var size: Int64 { Int64(range.count) }

    init(_ file: File, range: Range<Int64>, output: ResultManifest.Output) {
        self.file = file
        self.range = range
        self.output = output
    }

    /// - Throws: `Problem` where the job has no such output.
    init(_ name: String, of job: JobID, in spool: Spool) throws {
        guard let bytes = try spool.manifest(of: job) else {
            throw Problem(.noResults, "The job has no results (yet); its status says why.")
        }
        let missing = Problem(
            .resultNotFound,
            "The job has no result \"\(name.prefix(80))\"; its manifest lists what there is."
        )
        guard let output = try ResultManifest(json: bytes).output(named: name),
            let file = spool.result(name, of: job)
        else { throw missing }
        self.init(file, range: 0..<(try file.info().bytes), output: output)
    }

    /// - Parameter part: counted from its own start.
    func body(_ part: Range<Int64>) -> ResponseBody {
        ResponseBody(contentLength: part.count) { writer in
            var offset = range.lowerBound + part.lowerBound
            let end = range.lowerBound + part.upperBound
            while offset < end {
                let count = Int(min(Self.chunk, end - offset))
                let buffer = try await BlockingThreads.shared.run { [file, offset] in
                    try file.readBuffer(at: offset, count: count)
                }
                offset += Int64(buffer.readableBytes)
                try await writer.write(buffer)
            }
            try await writer.finish(nil)
        }
    }
}
