// SPDX-License-Identifier: GPL-3.0-or-later

import Conversion
import Foundation
import Jobs
import Logging
import Settings
import Subprocess
import SystemPackage

/// Keeps one zygote at hand, and replaces it when it dies.
actor ConverterHost {
    /// The program `pannier-converter`.
    private let path: String
    private let confinement: Confinement
    private let languages: String
    private let logger: Logger
    private var line: ConverterLine?
    private var starting: Task<ConverterLine, any Error>?
    private var failures = 0
    /// Zygotes started so far.
    private var zygotes: UInt64 = 0
    private var isClosed = false
    /// Steps that were handed over and have not ended, and why they were stopped meanwhile.
    private var steps: [UInt64: (job: String, stopped: StepOutcome.Ending?)] = [:]
    private var lastStep: UInt64 = 0
    private(set) var facts = ConverterFacts()

    init(_ configuration: WorkerConfiguration, _ logger: Logger) {
        path = configuration.converter
        confinement = configuration.confinement
        languages = configuration.defaults.lang.text
        self.logger = logger
    }

    /// Runs one step in a child of a living zygote; waits for one, since its absence is no document's fault.
    func run(_ order: StepOrder) async -> StepOutcome {
        lastStep += 1
        let step = lastStep
        steps[step] = (order.job, nil)
        defer { steps[step] = nil }
        var shortages = 0
        while !isClosed {
            if let reason = steps[step]?.stopped { return StepOutcome(ending: reason) }
            do {
                let line = try await livingLine()
                guard !isClosed, steps[step]?.stopped == nil else { continue }
                let outcome = await Self.run(order, on: line)
                guard outcome.isNotStarted else { return outcome }
                shortages += 1
                try await wait(after: shortages, order.job)
            } catch {
                if isClosed { break }
                logger.error("the converter does not start", metadata: ["path": "\(path)", "error": "\(error)"])
            }
        }
        return StepOutcome(ending: .lost)
    }

    /// No document's fault either: there are too few tasks, descriptors or memory for a child.
    private func wait(after shortages: Int, _ job: String) async throws {
        logger.warning("no child can be started; trying again soon", metadata: ["job": "\(job)"])
        try await Task.sleep(for: Self.pause(shortages))
    }

    private static func pause(_ failures: Int) -> Duration { .milliseconds(min(100 << min(failures, 6), 5_000)) }

    /// Ends the children of one job, or all of them.
    /// - Parameter reason: their outcome.
    func stop(job: String?, _ reason: StepOutcome.Ending = .lost) {
        for (step, entry) in steps where job == nil || entry.job == job {
            steps[step]?.stopped = entry.stopped ?? reason
        }
        line?.stop(job: job, reason)
    }

    /// Ends everything at once and for good.
    func close() {
        isClosed = true
        stop(job: nil)
        line?.close()
    }

    /// Starts the zygote ahead of the first document.
    func start() async throws { _ = try await livingLine() }

    private nonisolated static func run(_ order: StepOrder, on line: ConverterLine) async -> StepOutcome {
        await line.run(order)
    }

    private func livingLine() async throws -> ConverterLine {
        if let line, !line.isOver { return line }
        if let starting { return try await starting.value }
        let task = Task { try await startLine() }
        starting = task
        defer { starting = nil }
        return try await task.value
    }

    private func startLine() async throws -> ConverterLine {
        if failures > 0 { try await Task.sleep(for: Self.pause(failures)) }
        failures += 1
        zygotes += 1
        let (ours, theirs) = try ControlSocket.pair()
        let socket = OwnedDescriptor(theirs.descriptor)
        let line = try ConverterLine(ours, number: zygotes)
        let arguments = confinement.arguments + ["--lang", languages]
        Task.detached { [path, logger] in
            await Self.live(path, arguments, socket, logger)
            // Where it did not even start, nobody else hangs up.
            line.close()
        }
        guard let facts = await line.ready() else {
            throw Failure(.internal, "\(path) ended before it was ready; run it with --probe to see why.")
        }
        try confinement.require(facts)
        failures = 0
        guard !isClosed else {
            line.close()
            throw CancellationError()
        }
        self.facts = facts
        self.line = line
        return line
    }

    /// Runs the zygote for as long as it lives.
    private static func live(
        _ path: String,
        _ arguments: [String],
        _ socket: OwnedDescriptor,
        _ logger: Logger
    ) async {
        do {
            let result = try await Subprocess.run(
                .path(FilePath(path)),
                arguments: Arguments(arguments),
                environment: .custom(environment),
                input: .fileDescriptor(FileDescriptor(rawValue: socket.number), closeAfterSpawningProcess: false),
                output: .discarded,
                error: .sequence
            ) { execution in
                // Else nobody would hear that the zygote has hung up.
                socket.close()
                try await note(execution.standardError, logger)
            }
            logger.notice("the converter has ended", metadata: ["status": "\(result.terminationStatus)"])
        } catch {
            logger.error("the converter can't be run", metadata: ["path": "\(path)", "error": "\(error)"])
        }
    }

    /// Libraries below the zygote and its children write what they meet in a document to standard error.
    private static func note(_ errors: SubprocessOutputSequence, _ logger: Logger) async throws {
        var splitter = LineSplitter()
        var budget = LogBudget()
        let note = { (line: String) in
            for words in budget.words(of: line, at: MonotonicClock.seconds) {
                logger.info("the converter says", metadata: ["words": "\(words)"])
            }
        }
        for try await buffer in errors { buffer.withUnsafeBytes { splitter.add($0) }.forEach(note) }
        if let line = splitter.finish() { note(line) }
    }

    /// Nothing of the worker's environment: it may hold secrets, and none of it is needed.
    private static var environment: [Environment.Key: String] {
        [
            "PATH": "/usr/local/bin:/usr/bin:/bin",
            "HOME": "/nonexistent",
            "LC_ALL": "C.UTF-8",
            // libgomp reads it when it is loaded; children are the parallelism.
            "OMP_THREAD_LIMIT": "1",
        ]
    }
}
