// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import Glibc
import Subprocess
import SystemPackage

/// One of our programs, really running; it is killed when nobody refers to it any more.
final class Program: Sendable {
    let log: ProgramLog
    let pid: pid_t

    /// The folder that the tests' own program was built into.
    static let folder =
        (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe"))
        .map { URL(fileURLWithPath: $0).deletingLastPathComponent().path } ?? "."

    /// - Parameter name: of a product, or a path.
    static func path(_ name: String) -> String { name.hasPrefix("/") ? name : folder + "/" + name }

    /// Starts the program; what it writes is its log.
    init(_ name: String, _ arguments: [String]) async throws {
        let log = ProgramLog()
        let (started, continuation) = AsyncStream.makeStream(of: pid_t.self)
        Task.detached {
            let status = try? await run(
                .path(FilePath(Self.path(name))),
                arguments: Arguments(arguments),
                input: .none,
                output: .sequence,
                error: .sequence
            ) { execution in
                continuation.yield(execution.processIdentifier.value)
                async let errors: Void = Self.read(execution.standardError, into: log)
                async let output: Void = Self.read(execution.standardOutput, into: log)
                _ = try await (errors, output)
            }.terminationStatus
            await log.end(status)
            continuation.finish()
        }
        guard let pid = await started.first(where: { _ in true }) else { throw ProgramError("\(name) does not start") }
        self.pid = pid
        self.log = log
    }

    deinit { kill(pid, SIGKILL) }

    private static func read(_ stream: SubprocessOutputSequence, into log: ProgramLog) async throws {
        for try await line in stream.strings() { await log.append(line) }
    }

    func signal(_ number: Int32) { kill(pid, number) }

    /// Runs a program to its end.
    static func output(
        of name: String,
        _ arguments: [String]
    ) async throws -> (code: Int32, output: String, errors: String) {
        let result = try await run(
            .path(FilePath(path(name))),
            arguments: Arguments(arguments),
            output: .string(limit: 1 << 24),
            error: .string(limit: 1 << 20)
        )
        guard case .exited(let code) = result.terminationStatus else {
            throw ProgramError("\(name): \(result.terminationStatus)")
        }
        return (code, result.standardOutput, result.standardError)
    }

    // MARK: Processes below it

    /// Processes that this one has started, by the kernel's account.
    static func children(of pid: pid_t) -> [pid_t] {
        let tasks = (try? FileManager.default.contentsOfDirectory(atPath: "/proc/\(pid)/task")) ?? []
        return tasks.flatMap { task in
            let list = try? String(contentsOfFile: "/proc/\(pid)/task/\(task)/children", encoding: .utf8)
            return (list ?? "").split(separator: " ").compactMap { pid_t($0) }
        }
    }

    /// Its command line, or nothing where it is gone.
    static func command(_ pid: pid_t) -> String {
        (try? String(contentsOfFile: "/proc/\(pid)/cmdline", encoding: .utf8)) ?? ""
    }

    /// Whether the process is gone, or dead and only not reaped yet.
    static func isGone(_ pid: pid_t) -> Bool {
        guard let stat = try? String(contentsOfFile: "/proc/\(pid)/stat", encoding: .utf8) else { return true }
        return stat.split(separator: ")").last?.hasPrefix(" Z") ?? true
    }
}

struct ProgramError: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) { self.description = description }
}
