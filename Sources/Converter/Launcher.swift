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
    /// Between two looks, as a multiple of what the last one took: the program stands still meanwhile.
    private static let pause = 10
    /// Of all its processes together; some start one for each core several times over.
    private static let mostThreads = 1000

    private let run: ExternalRun
    private let sandbox: Sandbox
    private let folder: Folder
    private let path: String
    /// Most bytes that the folder may hold: what stood there first does not count.
    private let mostBytes: UInt64
    private let signals: SignalDescriptor
    private let remains: RunRemains
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
        let remains = RunRemains(socketPrefix: run.converter.socketPrefix)
        var reports = reports
        reports.clearAway = remains.clearAway
        var launcher = try Launcher(run, sandbox, folder, reports, remains)
        defer { remains.clearAway() }
        try launcher.runToItsEnd()
        try requireKnownPassword(run, document, folder)
    }

    /// Whether a workbook's password is one that every program knows turns out when it makes nothing of it.
    private static func requireKnownPassword(_ run: ExternalRun, _ document: Int32, _ folder: Folder) throws {
        let output = try folder.folder(ExternalRun.outputFolder)
        guard run.converter.makes == .pdf, try RunUsage(of: output, limit: .max).entries == 0 else { return }
        if CompoundFile(document: document)?.isEncryptedWorkbook ?? false { throw DocumentType.encrypted }
    }

    private init(
        _ run: ExternalRun,
        _ sandbox: Sandbox,
        _ folder: Folder,
        _ reports: ReportPipe,
        _ remains: RunRemains
    ) throws {
        self.run = run
        self.sandbox = sandbox
        self.folder = folder
        self.remains = remains
        path = try folder.path
        mostBytes = run.outputBytes + (try RunUsage(of: folder, limit: .max).bytes)
        // The launcher keeps them blocked, as the zygote has them, and reads them; the program gets a clear mask.
        signals = try SignalDescriptor([SIGCHLD, SIGTERM])
        news = ProgressLines(reports: reports)
    }

    private mutating func runToItsEnd() throws {
        var end = try runOnce()
        if let code = run.converter.restartCode, end.status == code << 8 { end = try runOnce() }
        try judge(end)
    }

    /// Ends with nothing that it started alive.
    /// - Returns: how the program ended by itself: while it lives, nobody but those who end the run send it a signal.
    private mutating func runOnce() throws -> RunRemains.End {
        let program = try LaunchedProgram.start(run, in: sandbox, path: path, folder: folder, remains: remains)
        defer { program.closePipes() }
        // A negative one is passed over by poll(2).
        var (output, errors) = (program.output, program.errors)
        var nextLook = MonotonicTime.milliseconds
        while true {
            var waits = [signals.descriptor, output, errors].map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
            guard poll(&waits, nfds_t(waits.count), Self.interval) >= 0 || errno == EINTR else {
                throw SystemError("poll")
            }
            if waits[1].revents != 0, try !news.read(from: output) { output = -1 }
            if waits[2].revents != 0, !complaints.read(from: errors) { errors = -1 }
            takeSignals()
            if remains.programHasEnded(), let end = remains.reapProgram() {
                remains.clearAway()
                if errors >= 0 { complaints.finish(from: errors) }
                if output >= 0 { try news.finish(from: output) }
                return end
            }
            guard MonotonicTime.milliseconds >= nextLook else { continue }
            let began = MonotonicTime.milliseconds
            try remains.whileStopped(checkLimits)
            let now = MonotonicTime.milliseconds
            nextLook = now + max(Int(Self.interval), (now - began) * Self.pause)
        }
    }

    private func takeSignals() {
        while let number = signals.next() {
            guard number == SIGTERM else { continue }
            remains.clearAway()
            _exit(ChildExit.failed)
        }
    }

    private func checkLimits(of processes: [ProcessFacts]) throws {
        let name = run.converter.name
        let limit = max(run.converter.processes, 1) + run.converter.helpers
        guard processes.count <= limit else {
            throw Failure(.crashed, "\(name) started more than \(limit) processes, its limit.")
        }
        guard processes.reduce(0, { $0 + $1.threads }) <= Self.mostThreads else {
            throw Failure(.crashed, "\(name) started more than \(Self.mostThreads) threads.")
        }
        let nameless = try NamelessFiles(of: processes, besides: folder).bytes
        guard try !RunUsage(of: folder, limit: mostBytes, beside: nameless).isTooMuch else {
            throw Failure(
                .outputTooLarge,
                "\(name) made more than \(run.outputBytes) bytes, the limit for a document, or more than "
                    + "\(RunUsage.mostEntries) files."
            )
        }
        remains.removeSockets()
    }

    private func judge(_ end: RunRemains.End) throws {
        let (name, status) = (run.converter.name, end.status)
        guard status != 0 else { return }
        if let words = complaints.text { news.reports.send(.external(.message(words))) }
        switch status & 0x7F {
        case 0: throw Failure(.crashed, "\(name) ended with code \((status >> 8) & 0xFF).")
        case SIGXCPU: throw Failure(.timeout, "\(name) used up its processor time.")
        case SIGKILL where hasUsedItsTime(end): throw Failure(.timeout, "\(name) used up its processor time.")
        case SIGXFSZ: throw Failure(.outputTooLarge, "\(name) made a file that is too large.")
        case SIGSYS: throw Failure(.forbiddenSyscall, "\(name) tried what it must not do.")
        case let signal: throw Failure(.crashed, "\(name) died of signal \(signal).")
        }
    }

    /// The kernel kills one that goes on after SIGXCPU.
    private func hasUsedItsTime(_ end: RunRemains.End) -> Bool {
        end.seconds >= Double(run.programLimits.processorSeconds)
    }
}
