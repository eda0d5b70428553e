// SPDX-License-Identifier: GPL-3.0-or-later

import Conversion
import Spool

/// One page's text or picture: from the results, or while the job is under way from what the page left.
struct PageResult {
    enum Kind: String, CaseIterable {
        case text
        case image
    }

    let spool: Spool
    let job: JobID
    let page: Int
    let kind: Kind

    /// - Throws: `Problem` where it is not there (yet).
    func open() throws -> ResultFile {
        // In this order: what is published meanwhile is missed by neither look.
        if let file = try finished() { return file }
        guard let bytes = try spool.manifest(of: job) else { throw notYet }
        return try published(ResultManifest(json: bytes))
    }

    private var notYet: Problem {
        Problem(.resultNotFound, "Page \(page) is not done yet; GET /v1/jobs/\(job)/pages lists those that are.")
    }

    private var missing: Problem {
        Problem(.resultNotFound, "The job has no \(kind.rawValue) of page \(page); its manifest lists what there is.")
    }

    // MARK: Under way

    private func finished() throws -> ResultFile? {
        guard spool.finishedPages(of: job).contains(page) else { return nil }
        guard let file = spool.pageFile(sliceName, of: job) else { return nil }
        return ResultFile(file, range: 0..<(try file.info().bytes), output: output(nil))
    }

    private var sliceName: String {
        switch kind {
        case .text: SliceFile.text(page)
        case .image: SliceFile.image(page)
        }
    }

    private func output(_ sha256: String?) -> ResultManifest.Output {
        switch kind {
        case .text: .init(name: SliceFile.text(page), mediaType: "text/plain; charset=utf-8", sha256: sha256)
        case .image: .init(name: SliceFile.image(page), mediaType: "image/png", sha256: sha256)
        }
    }

    // MARK: Published

    private func published(_ manifest: ResultManifest) throws -> ResultFile {
        if let failed = manifest.failedPages?.first(where: { $0.page == page }) {
            throw Problem(.resultNotFound, "Page \(page) failed: \(failed.code): \(failed.message)")
        }
        switch kind {
        case .image:
            let name = OutputKind.images.fileName + "/" + SliceFile.image(page)
            guard manifest.output(named: name) != nil else { throw missing }
            return try ResultFile(name, of: job, in: spool)
        case .text:
            guard let index = index(in: manifest), let file = spool.result(OutputKind.text.fileName, of: job),
                let range = try TextPages(file: file, count: manifest.pages?.total).range(ofPage: index)
            else { throw missing }
            return ResultFile(file, range: range, output: output(nil))
        }
    }

    /// Where the page stands among those that the job selected.
    private func index(in manifest: ResultManifest) -> Int? {
        guard manifest.output(named: OutputKind.text.fileName) != nil else { return nil }
        let before = (manifest.options?.pages ?? .all).clamped(to: page)
        guard before.last?.last == page else { return nil }
        return before.reduce(0) { $0 + $1.count } - 1
    }
}
