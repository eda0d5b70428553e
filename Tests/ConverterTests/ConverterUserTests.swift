// SPDX-License-Identifier: GPL-3.0-or-later

import Conversion
import Foundation
import Glibc
import Testing

/// Where the setting `converter-user` is another one than at the last attempt.
@Suite(.timeLimit(.minutes(1)), .enabled(if: geteuid() == 0, "only root can become somebody else"))
struct ConverterUserTests {
    private let ground: RunGround

    init() throws { ground = try RunGround() }

    private var slices: String { ground.folder.path + "/run" }

    private func owner(_ path: String) -> uid_t? {
        var facts = stat()
        return lstat(path, &facts) == 0 ? facts.st_uid : nil
    }

    @Test(arguments: ["daemon", "root"]) func writesOverWhatAnotherLeft(user: String) throws {
        let first = try ConverterProcess(user: user).convert(Data("one\n".utf8), in: ground.folder)
        #expect(first.end.cause == .exited(0), "\(first.reports)")
        let made = try FileManager.default.contentsOfDirectory(atPath: slices)
        #expect(!made.isEmpty)
        let second = try ConverterProcess(user: "nobody").convert(Data("two\n".utf8), in: ground.folder)
        #expect(second.end.cause == .exited(0), "\(second.reports)")
        let nobody = try #require(getpwnam("nobody")).pointee.pw_uid
        for path in [slices] + made.map({ slices + "/" + $0 }) { #expect(owner(path) == nobody, "\(path)") }
    }

    @Test func takesNothingThatIsSomebodyElses() throws {
        _ = try ConverterProcess(user: "daemon").convert(Data("one\n".utf8), in: ground.folder)
        let foreign = ground.folder.path + "/foreign"
        try Data("x".utf8).write(to: URL(fileURLWithPath: foreign))
        #expect(link(foreign, slices + "/planted") == 0)
        #expect(symlink(foreign, slices + "/led") == 0)
        let outcome = try ConverterProcess(user: "nobody").convert(Data("two\n".utf8), in: ground.folder)
        #expect(outcome.end.cause == .exited(0))
        #expect(owner(foreign) == 0)
        #expect(owner(slices + "/led") == 0)
    }
}
