// SPDX-License-Identifier: GPL-3.0-or-later

import Conversion
import Foundation
import Glibc

/// The converter as the worker starts it, for runs of other programs.
final class ConverterProcess {
    struct Lost: Error {}

    /// How a run ended, and what was told meanwhile.
    struct Outcome {
        let end: ChildEnd
        let reports: [PageReport]

        var failure: Failure? {
            reports.lazy.compactMap { if case .failed(let failure) = $0 { failure } else { nil } }.first
        }
    }

    private let socket: ControlSocket
    private let process: pid_t

    init(_ level: SandboxLevel = .full, user: String = "nobody") throws {
        let (ours, theirs) = try ControlSocket.pair()
        let arguments = ["--sandbox", level.rawValue, "--user", user]
        let started = Result { try Self.start(arguments, standardInput: theirs.descriptor) }
        close(theirs.descriptor)
        (socket, process) = (ours, try started.get())
        guard case .ready(let facts)? = try ours.receive(ZygoteNotice.self)?.message, facts.sandbox == level else {
            throw Lost()
        }
    }

    /// Its children end with it.
    deinit {
        close(socket.descriptor)
        waitpid(process, nil, 0)
    }

    /// - Parameter listens: whether anybody reads what is reported.
    func run(_ run: ExternalRun, on document: Data, in folder: URL, listens: Bool = true) throws -> Outcome {
        let given = [try Self.open(document, folder), Self.openFolder(folder.appendingPathComponent("run"))]
        let request = ConversionRequest(id: 1, step: .external(run), outputs: [.text], dpi: 144, limits: Limits())
        return try perform(request, given, listens: listens)
    }

    /// Begins a run, and returns once its program has said something.
    func begin(_ run: ExternalRun, on document: Data, in folder: URL) throws {
        let given = [try Self.open(document, folder), Self.openFolder(folder.appendingPathComponent("run"))]
        let request = ConversionRequest(id: 1, step: .external(run), outputs: [.text], dpi: 144, limits: Limits())
        let pipe = Pipe()
        try socket.send(ZygoteOrder.run(request), descriptors: given + [pipe.fileHandleForWriting.fileDescriptor])
        for descriptor in given { close(descriptor) }
        try pipe.fileHandleForWriting.close()
        guard !pipe.fileHandleForReading.availableData.isEmpty else { throw Lost() }
    }

    /// They do not answer from now on.
    func stopLaunchers() throws {
        let children = try String(contentsOfFile: "/proc/\(process)/task/\(process)/children", encoding: .utf8)
        for child in children.split(separator: " ").compactMap({ pid_t($0) }) { kill(child, SIGSTOP) }
    }

    /// Converts a text, into a folder that is there.
    func convert(_ text: Data, in folder: URL) throws -> Outcome {
        let given = [try Self.open(text, folder), Self.openFolder(folder.appendingPathComponent("run"))]
        let step = ConversionStep.slice(PageRange(page: 1))
        var request = ConversionRequest(id: 1, step: step, outputs: [.text], dpi: 144, limits: Limits())
        request.textType = "text/plain"
        return try perform(request, given)
    }

    private func perform(_ request: ConversionRequest, _ given: [Int32], listens: Bool = true) throws -> Outcome {
        let pipe = Pipe()
        try socket.send(ZygoteOrder.run(request), descriptors: given + [pipe.fileHandleForWriting.fileDescriptor])
        for descriptor in given { close(descriptor) }
        try pipe.fileHandleForWriting.close()
        if !listens { try pipe.fileHandleForReading.close() }
        guard case .ended(let end)? = try socket.receive(ZygoteNotice.self)?.message else { throw Lost() }
        guard listens else { return Outcome(end: end, reports: []) }
        let lines = try pipe.fileHandleForReading.readToEnd() ?? Data()
        let reports = try lines.split(separator: UInt8(ascii: "\n")).map {
            try JSONDecoder().decode(PageReport.self, from: $0)
        }
        return Outcome(end: end, reports: reports)
    }

    private static func openFolder(_ folder: URL) -> Int32 {
        Glibc.open(folder.path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    }

    private static func open(_ document: Data, _ folder: URL) throws -> Int32 {
        let path = folder.appendingPathComponent("document")
        try document.write(to: path)
        try FileManager.default.createDirectory(
            at: folder.appendingPathComponent("run"),
            withIntermediateDirectories: true
        )
        return Glibc.open(path.path, O_RDONLY | O_CLOEXEC)
    }

    private static func start(_ arguments: [String], standardInput: Int32) throws -> pid_t {
        let tests = URL(fileURLWithPath: try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe"))
        let program = tests.deletingLastPathComponent().appendingPathComponent("pannier-converter").path
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_adddup2(&actions, standardInput, STDIN_FILENO)
        let words = ([program] + arguments).map { strdup($0) }
        defer { for word in words { free(word) } }
        let variables = ["LC_ALL=C.UTF-8", "OMP_THREAD_LIMIT=1"].map { (word: String) in strdup(word) }
        defer { for variable in variables { free(variable) } }
        var process: pid_t = 0
        guard posix_spawn(&process, program, &actions, nil, words + [nil], variables + [nil]) == 0 else {
            throw Lost()
        }
        return process
    }
}
