// SPDX-License-Identifier: GPL-3.0-or-later

import Conversion

@testable import Worker

/// A child's lines mean the same however they are cut, and a child speaks of its own pages alone.
enum ReportsTarget {
    private static let mostPages = 100

    static func run(_ bytes: [UInt8]) {
        var input = FuzzInput(bytes)
        let step = steps[Int(input.byte()) % steps.count]
        let size = Int(input.byte() % 32) + 1
        let lines = Array(bytes.dropFirst(2))
        let (whole, cut) = (read(lines, step, by: max(1, lines.count)), read(lines, step, by: size))
        precondition(whole == cut, "\(whole) is \(cut) in pieces of \(size)")
        check(whole, step)
    }

    private static let steps: [ConversionStep] = [
        .inspect(FirstPages(of: .all, limit: 8)), .slice(PageRange(3, 6)),
        .assemble(AssemblePlan(pages: [PageRange(1, 2)], failedPages: [])),
        .external(ExternalRun(converter: converter, documentName: "document.txt", outputBytes: 1)),
    ]
    private static let converter = ExternalConverter(
        name: "other",
        command: ["/bin/true"],
        takes: ["*/*"],
        makes: .outputs,
        seconds: 1,
        memory: 1,
        absence: "It is not there."
    )

    private static func read(_ lines: [UInt8], _ step: ConversionStep, by size: Int) -> StepOutcome {
        let request = ConversionRequest(
            id: 1,
            step: step,
            outputs: [.text],
            dpi: 150,
            limits: Limits(pages: mostPages)
        )
        var watch = ChildWatch(job: "1", request: request, reports: -1, pageSeconds: 1, started: 0) { _ in }
        do throws(Failure) {
            for start in stride(from: 0, to: lines.count, by: size) {
                try watch.read(lines[start..<min(start + size, lines.count)])
            }
        } catch {
            watch.stop(.failed(error))
        }
        let most = Double(pages(of: watch.outcome, step).count + 2)
        precondition(watch.deadline <= most, "a child won time: \(watch.deadline) s")
        var outcome = watch.verdict
        (outcome.seconds, outcome.silentSeconds) = (0, 0)
        return outcome
    }

    private static func check(_ outcome: StepOutcome, _ step: ConversionStep) {
        let told = outcome.endedPages.union(outcome.deferredPages).union(outcome.failedPages.keys)
        precondition(told.isSubset(of: pages(of: outcome, step)), "of pages that are not its own: \(told)")
        precondition((outcome.inspection?.pages).map { 1...mostPages ~= $0 } ?? true, "a document of impossible length")
    }

    private static func pages(of outcome: StepOutcome, _ step: ConversionStep) -> Set<Int> {
        switch step {
        case .inspect(let first): Set(outcome.inspection.map { first.pages(of: $0.pages) } ?? [])
        case .slice(let range): Set(range.pages)
        case .assemble, .external: []
        }
    }
}
