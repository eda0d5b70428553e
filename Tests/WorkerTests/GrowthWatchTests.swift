// SPDX-License-Identifier: GPL-3.0-or-later

import Conversion
import Foundation
import Settings
import Testing

@testable import Worker

/// A child can't fill the disk, neither with bytes nor with files.
@Suite(.timeLimit(.minutes(1)))
struct GrowthWatchTests {
    let slices: OutputFolder
    let results: OutputFolder
    let watch: GrowthWatch

    init() async throws {
        slices = try OutputFolder()
        results = try OutputFolder()
        let arguments = ["pannier-worker", "--max-output", "1MB", "--max-pages", "100"]
        watch = GrowthWatch(try DocumentLimits(try await Settings(arguments: arguments, keys: SettingKey.worker)))
    }

    private var order: StepOrder {
        let step = ConversionStep.inspect(FirstPages(of: .all, limit: 1))
        return StepOrder(
            job: "1",
            request: ConversionRequest(id: 1, step: step, outputs: [.text], dpi: 150, limits: Limits()),
            given: [.folder(slices.folder), .folder(results.folder)],
            pageSeconds: 60,
            documentSeconds: 600
        ) { _ in }
    }

    /// Runs a shell in a folder, and waits until the watch has seen enough of what it writes.
    private func excess(_ script: String, in folder: OutputFolder) async throws -> Failure? {
        let program = Process()
        program.executableURL = URL(fileURLWithPath: "/bin/sh")
        program.arguments = ["-c", script]
        program.currentDirectoryURL = URL(fileURLWithPath: folder.path)
        try program.run()
        defer { program.waitUntilExit() }
        return await watch.excess(of: order)
    }

    @Test func seesTooManyBytes() async throws {
        let failure = try await excess(
            "for i in $(seq 100); do head -c 100000 /dev/zero >> $((i % 7)); done",
            in: slices
        )
        #expect(failure?.code == .outputTooLarge)
    }

    @Test func seesAFileWithAHole() async throws {
        #expect(try await excess("truncate -s 1G a", in: results)?.code == .outputTooLarge)
    }

    @Test func seesTooManyFiles() async throws {
        let failure = try await excess("for i in $(seq 1000); do : > $i; done", in: slices)
        #expect(failure?.code == .outputTooLarge)
    }

    @Test func seesTooManyFilesInAFolder() async throws {
        let failure = try await excess("mkdir a; for i in $(seq 1000); do : > a/$i; done", in: results)
        #expect(failure?.code == .outputTooLarge)
    }

    @Test func seesFoldersInFolders() async throws {
        #expect(try await excess("mkdir -p a/b/c", in: results)?.code == .invalidOutput)
    }

    @Test func countsAFileWithTwoNamesOnce() async throws {
        try slices.write([UInt8](repeating: 0, count: 2_900_000), to: "0001.png")
        try FileManager.default.linkItem(atPath: slices.path + "/0001.png", toPath: results.path + "/0001.png")
        try await watch.look(order)
    }

    @Test func leavesAStepAloneThatIsWithinItsLimits() async throws {
        try slices.write([UInt8](repeating: 0, count: 900_000), to: "0001.png")
        let waiting = Task { [watch, order] in await watch.excess(of: order) }
        waiting.cancel()
        #expect(await waiting.value == nil)
        try await watch.look(order)
    }
}
