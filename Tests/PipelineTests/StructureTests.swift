// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import Jobs
import Testing

/// PDFs that say themselves what stands on their pages.
@Suite(.timeLimit(minutes: 5))
struct StructureTests {
    let site: Site

    init() throws { site = try Site() }

    private func markdown(of data: Data, as name: String, _ worker: Program) async throws -> String {
        try site.drop(data, as: name)
        try await worker.completed(name)
        let job = try #require(try await site.job(named: name))
        #expect(job.pages?.failed == 0)
        return String(decoding: try #require(try site.results(of: job)["document.md"]), as: UTF8.self)
    }

    @Test func aTaggedDocumentIsReadByItsTree() async throws {
        let worker = try await site.worker("--outputs", "markdown")
        let made = try await markdown(of: TaggedPDF.plain.data, as: "tagged.pdf", worker)
        #expect(
            made == """
                # Of riders and their loads

                The riders carried letters between the depots of the town,

                - letters
                - parcels of all kinds

                """
        )
    }

    /// Their styles name headings and lists, whatever they look like.
    @Test func anOfficeFileKeepsItsHeadingsAndLists() async throws {
        let worker = try await site.worker("--outputs", "markdown")
        let page = """
            <!DOCTYPE html><html><body>
            <h1>Riders</h1><h2><small><small>Of their loads</small></small></h2><p>They carried letters,</p>
            <p>and parcels.</p><ol><li>one<ul><li>within</li></ul></li><li>two</li></ol>
            <table><tr><td colspan="2">both</td></tr><tr><td>left</td><td>right</td></tr></table>
            </body></html>
            """
        let made = try await markdown(of: Data(page.utf8), as: "riders.html", worker)
        #expect(made.contains("## Of their loads\n\nThey carried letters,\n\nand parcels.\n"))
        #expect(made.contains("1. one\n    - within\n2. two\n"))
        #expect(made.contains(#"<td colspan="2">both</td>"#))
    }

    /// They end, and leave the page as it would be without them.
    @Test(arguments: ["cyclic", "deep", "wide", "endless"]) func aHostileTreeHarmsNothing(kind: String) async throws {
        let hostile: [String: TaggedPDF] = [
            "cyclic": .cyclic, "deep": .deep(20_000), "wide": .wide(1_000_000), "endless": .endless,
        ]
        let pdf = try #require(hostile[kind])
        let worker = try await site.worker("--outputs", "markdown", "--page-timeout", "100s")
        let expected = try await markdown(of: pdf.untagged, as: "plain.pdf", worker)
        #expect(try await markdown(of: pdf.data, as: "hostile.pdf", worker) == expected)
    }
}
