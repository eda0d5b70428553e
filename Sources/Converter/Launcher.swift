// SPDX-License-Identifier: GPL-3.0-or-later

import CLinux
import Confinement
import Conversion
import Glibc

/// The child that starts an external converter: it puts the document in place, confines the program, listens to it, sees
/// that it keeps its limits, and ends everything that it started before it ends itself.
struct Launcher {
    /// Milliseconds between two looks at what the program has made and started.
    private static let interval: Int32 = 200
    /// Of all its processes together; some start one for each core several times over.
    private static let mostThreads = 1000

    private let run: ExternalRun
    private let sandbox: Sandbox
    private let folder: Folder
    private let path: String
    /// Most bytes that the folder may hold: what stood there first does not count.
    private let mostBytes: UInt64
    private let signals: SignalDescriptor
    private var news: ProgressLines
    private var complaints = LastWords()

    /// - Parameters:
    ///   - sandbox: what the program is put into.
    ///   - document: its descriptor.
    ///   - folder: the run's own, empty.
    /// - Throws: `Failure` or `SystemError`; then nothing that was started lives.
    static func run(
        _ run: ExternalRun,
        in sandbox: Sandbox,
        document: Int32,
        folder: Folder,
        reports: ReportPipe
    ) throws {
        guard pannier_adopt_orphans() == 0 else { throw SystemError("prctl(PR_SET_CHILD_SUBREAPER)") }
        try RunFolder.prepare(folder, for: run, document: document)
        var launcher = try Launcher(run, sandbox, folder, reports)
        defer { launcher.clearAway() }
        try launcher.runToItsEnd()
        try requireKnownPassword(run, document, folder)
    }

    /// Whether a workbook's password is one that every program knows turns out when it makes nothing of it.
    private static func requireKnownPassword(_ run: ExternalRun, _ document: Int32, _ folder: Folder) throws {
        let output = try folder.folder(ExternalRun.outputFolder)
        guard run.converter.makes == .pdf, try RunUsage(of: output, limit: .max).entries == 0 else { return }
        if CompoundFile(document: document)?.isEncryptedWorkbook ?? false { throw DocumentType.encrypted }
    }

    private init(_ run: ExternalRun, _ sandbox: Sandbox, _ folder: Folder, _ reports: ReportPipe) throws {
        self.run = run
        self.sandbox = sandbox
        self.folder = folder
        path = try folder.path
        mostBytes = run.outputBytes + (try RunUsage(of: folder, limit: .max).bytes)
        // The zygote's signal mask was cleared for children; here signals are read.
        signals = try SignalDescriptor([SIGCHLD, SIGTERM])
        news = ProgressLines(reports: reports)
    }

    private mutating func runToItsEnd() throws {
        var status = try runOnce()
        if let code = run.converter.restartCode, status == code << 8 { status = try runOnce() }
        try judge(status)
    }

    /// Ends with nothing that it started alive.
    /// - Returns: the program's status, as wait(2) has it.
    private mutating func runOnce() throws -> Int32 {
        let program = try LaunchedProgram.start(run, in: sandbox, path: path, folder: folder)
        defer { program.closePipes() }
        // A negative one is passed over by poll(2).
        var (output, errors) = (program.output, program.errors)
        var nextLook = now
        while true {
            var waits = [signals.descriptor, output, errors].map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
            guard poll(&waits, nfds_t(waits.count), Self.interval) >= 0 || errno == EINTR else {
                throw SystemError("poll")
            }
            if waits[1].revents != 0, try !news.read(from: output) { output = -1 }
            if waits[2].revents != 0, !complaints.read(from: errors) { errors = -1 }
            if let status = takeSignals(program.id) {
                clearAway()
                if errors >= 0 { complaints.finish(from: errors) }
                if output >= 0 { try news.finish(from: output) }
                return status
            }
            guard now >= nextLook else { continue }
            try checkLimits()
            nextLook = now + Int(Self.interval)
        }
    }

    /// Milliseconds.
    private var now: Int {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return time.tv_sec * 1000 + time.tv_nsec / 1_000_000
    }

    /// - Returns: the program's status once it has ended.
    private func takeSignals(_ program: pid_t) -> Int32? {
        var result: Int32?
        while let number = signals.next() {
            if number == SIGTERM {
                clearAway()
                _exit(ChildExit.failed)
            }
        }
        var status: Int32 = 0
        while case let child = waitpid(-1, &status, WNOHANG), child > 0 { if child == program { result = status } }
        return result
    }

    /// Ends all that was started, and removes the sockets that it may make but not remove.
    private func clearAway() {
        Descendants.endAll()
        if let prefix = run.converter.socketPrefix { StaleSockets(prefix).remove() }
    }

    private func checkLimits() throws {
        guard try !RunUsage(of: folder, limit: mostBytes).isTooMuch else {
            throw Failure(
                .outputTooLarge,
                "\(run.converter.name) made more than \(run.outputBytes) bytes, the limit for a document, or more than "
                    + "\(RunUsage.mostEntries) files."
            )
        }
        let limit = max(run.converter.processes, 1) + run.converter.helpers
        let started = try Descendants.count()
        guard started.processes <= limit else {
            throw Failure(.crashed, "\(run.converter.name) started more than \(limit) processes, its limit.")
        }
        guard started.threads <= Self.mostThreads else {
            throw Failure(.crashed, "\(run.converter.name) started more than \(Self.mostThreads) threads.")
        }
    }

    private func judge(_ status: Int32) throws {
        let name = run.converter.name
        guard status != 0 else { return }
        if let words = complaints.text { news.reports.send(.external(.message(words))) }
        switch status & 0x7F {
        case 0: throw Failure(.crashed, "\(name) ended with code \((status >> 8) & 0xFF).")
        case SIGXCPU: throw Failure(.timeout, "\(name) used up its processor time.")
        case SIGXFSZ: throw Failure(.outputTooLarge, "\(name) made a file that is too large.")
        case SIGSYS: throw Failure(.forbiddenSyscall, "\(name) tried what it must not do.")
        case let signal: throw Failure(.crashed, "\(name) died of signal \(signal).")
        }
    }
}
