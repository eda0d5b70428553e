// SPDX-License-Identifier: GPL-3.0-or-later

import Glibc
import Settings
import Subprocess
import Synchronization
import SystemPackage

/// One program, kept running.
final class SupervisedProgram: Sendable {
    /// Between the request to end and the kill.
    static let patience = Duration.seconds(10)

    private let program: InstalledProgram
    private let arguments: [String]
    private let label: Label
    /// What it said last: the reason, where it refuses its settings.
    private let lastLine = Mutex("")

    init(_ program: InstalledProgram, arguments: [String], label: Label) {
        self.program = program
        self.arguments = arguments
        self.label = label
    }

    /// Runs it, again and again, until the task is cancelled.
    /// - Throws: `CommandFailure` with `configuration` where another start would change nothing.
    func keepRunning() async throws {
        var backoff = Backoff()
        while !Task.isCancelled {
            let start = ContinuousClock.now
            let reason = try await runOnce()
            if Task.isCancelled { return }
            let delay = backoff.delay(after: start.duration(to: .now))
            Label.supervisor.print("\(label.name) \(reason); it starts again in \(Quantity.seconds(delay.seconds))")
            try await Task.sleep(for: delay)
        }
    }

    /// - Returns: why it is not running any more.
    private func runOnce() async throws -> String {
        do {
            let ending = try await run()
            guard ending == .misconfigured, !Task.isCancelled else { return ending.words }
        } catch let error as SubprocessError {
            return "can't be started (\(error))"
        }
        throw CommandFailure(.configuration, "\(label.name) refused its settings: \(lastLine.withLock { $0 })")
    }

    /// Runs it to its end. A cancellation asks it to end and hears it out: the run itself, cancelled, would close the
    /// output that the program still writes to.
    private func run() async throws -> Ending {
        let stop = StopRequest()
        let task = Task { try await start(stop) }
        return try await withTaskCancellationHandler {
            try await task.value
        } onCancel: {
            stop.make()
        }
    }

    private func start(_ stop: StopRequest) async throws -> Ending {
        let lifeLine = try LifeLine()
        defer { lifeLine.close() }
        let result = try await Subprocess.run(
            .path(FilePath(program.path)),
            arguments: Arguments(arguments),
            platformOptions: Self.platformOptions,
            input: .fileDescriptor(lifeLine.input, closeAfterSpawningProcess: false),
            output: .sequence,
            error: .combinedWithOutput
        ) { execution in
            try lifeLine.hold(execution.processIdentifier.value)
            stop.whenMade { Task { await execution.teardown(using: Self.teardown) } }
            try await relay(execution.standardOutput)
        }
        return Ending(result.terminationStatus)
    }

    private func relay(_ output: SubprocessOutputSequence) async throws {
        var splitter = LineSplitter()
        for try await buffer in output {
            for line in buffer.withUnsafeBytes({ splitter.add($0) }) { show(line) }
        }
        if let line = splitter.finish() { show(line) }
    }

    private func show(_ line: String) {
        lastLine.withLock { $0 = line }
        label.print(line)
    }

    /// A process group of its own: an interrupt typed at the terminal reaches the supervisor alone.
    private static var platformOptions: PlatformOptions {
        var options = PlatformOptions()
        options.processGroupID = 0
        options.teardownSequence = teardown
        return options
    }

    /// SIGTERM, then SIGKILL.
    private static let teardown = [TeardownStep.gracefulShutDown(allowedDurationToNextStep: patience)]
}

extension Duration {
    /// For people.
    var seconds: Double { Double(components.seconds) + Double(components.attoseconds) / 1e18 }
}
