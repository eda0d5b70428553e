// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import Testing

/// What must hold of every input holds of those that are kept; Scripts/fuzz makes new ones.
struct FuzzTests {
    private static let corpus = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().appendingPathComponent("Corpus")

    @Test(arguments: FuzzTarget.allCases)
    func takesWhatIsKept(target: FuzzTarget) throws {
        let folder = Self.corpus.appendingPathComponent(target.rawValue)
        let inputs = try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
        #expect(!inputs.isEmpty)
        for input in inputs { target.run(Array(try Data(contentsOf: input))) }
    }

    @Test(.enabled(if: Fuzzer.isWanted, "Scripts/fuzz asks for it"))
    func takesEverNewBytes() throws {
        try #require(Fuzzer.target != nil)
        #expect(Fuzzer.run() == 0)
    }
}
