// SPDX-License-Identifier: GPL-3.0-or-later

import Conversion
import Foundation
import Glibc
import Testing

/// Programs that a launcher watches. One after the other: the kernel counts all processes of a user.
@Suite(.timeLimit(.minutes(2)), .serialized)
struct LauncherTests {
    private let ground: RunGround

    init() throws { ground = try RunGround() }

    private func outcome(of run: ExternalRun, _ level: SandboxLevel = .full) throws -> ConverterProcess.Outcome {
        try ConverterProcess(level).run(run, on: Data("words\n".utf8), in: ground.folder)
    }

    /// Seconds that nobody else sleeps, to know a process by.
    private let nap = "\(Int.random(in: 100_000_000...999_999_999))"

    private var sleepers: [String] {
        get throws {
            try FileManager.default.contentsOfDirectory(atPath: "/proc").filter { pid_t($0) != nil }.filter { process in
                let line = FileManager.default.contents(atPath: "/proc/\(process)/cmdline") ?? Data()
                return line.split(separator: 0).contains(Data(nap.utf8))
            }
        }
    }

    /// It is stopped and goes on several times meanwhile.
    @Test(arguments: SandboxLevel.allCases) func goesOnAfterEachLook(level: SandboxLevel) throws {
        let wait = """
            looks = []
            signal.signal(signal.SIGCONT, lambda *_: looks.append(1))
            while len(looks) < 3: signal.pause()

            """
        let run = ground.python(wait + "open(sys.argv[1] + '/one', 'w').write('x')", processes: 2)
        let outcome = try outcome(of: run, level)
        #expect(outcome.end.cause == .exited(0), "\(outcome.reports)")
        #expect(try FileManager.default.contentsOfDirectory(atPath: ground.output.path) == ["one"])
    }

    @Test(arguments: SandboxLevel.allCases) func nobodyLivesOnInAGroupOfHisOwn(level: SandboxLevel) throws {
        let begin =
            "mkfifo begun; exec 3<> begun; for n in 1 2 3; do setsid sh -c 'sleep \(nap) & echo >&3; sleep \(nap)' & done"
        let script = begin + "; for n in 1 2 3; do read -r begun <&3; done; exit 3"
        let outcome = try outcome(of: ground.run(script, processes: 20), level)
        #expect(outcome.failure == Failure(.crashed, "mine ended with code 3."))
        #expect(try sleepers.isEmpty)
    }

    private static let hoard = """
        def hoard():
            for number in range(4):
                file = os.open('own', os.O_RDWR | os.O_CREAT)
                os.unlink('own')
                os.write(file, bytes(1 << 20))
            while True: signal.pause()

        """

    @Test(arguments: SandboxLevel.allCases) func countsFilesThatHaveNoNameAnyMore(level: SandboxLevel) throws {
        let outcome = try outcome(of: ground.python(Self.hoard + "hoard()"), level)
        #expect(outcome.failure?.code == .outputTooLarge)
    }

    /// Of one thread; its number differs between architectures.
    private static let exit = "ctypes.CDLL(None).syscall({'x86_64': 60}.get(os.uname().machine, 93), 0)"

    /// The first thread ends, and with it what a look at the process alone would find.
    @Test func countsThoseOfAProcessWithoutItsFirstThread() throws {
        let script = Self.hoard + "threading.Thread(target=hoard).start()\n" + Self.exit
        #expect(try outcome(of: ground.python(script)).failure?.code == .outputTooLarge)
    }

    @Test(arguments: [(SandboxLevel.none, FailureCode.invalidOutput), (.full, .outputTooLarge)])
    func nobodyHidesThem(level: SandboxLevel, code: FailureCode) throws {
        let outcome = try outcome(of: ground.python(Self.hoard + "ctypes.CDLL(None).prctl(4, 0)\nhoard()"), level)
        #expect(outcome.failure?.code == code)
    }

    private static let bindings = """
        def bind(name):
            line = socket.socket(socket.AF_UNIX)
            line.bind(name)
            return line
        os.chdir(sys.argv[2])

        """

    @Test func removesTheSocketsThatItLeaves() throws {
        let neighbours = [ground.bind("named_live", listening: true), ground.bind("bound", listening: false)]
        defer { for neighbour in neighbours { close(neighbour) } }
        close(ground.bind("earlier", listening: true))
        close(ground.bind("named_earlier", listening: true))
        let names = "'named_1', 'other', 'x' * 107, 'two\\nlines', os.fsdecode(b'\\xff')"
        let outcome = try outcome(of: ground.python(Self.bindings + "for name in [\(names)]: bind(name)"))
        #expect(outcome.end.cause == .exited(0), "\(outcome.reports)")
        #expect(try ground.socketNames == ["named_live", "bound", "earlier"])
    }

    @Test func removesHoweverManySocketsAreLeft() throws {
        let script = Self.bindings + "for number in range(500): bind(str(number)).close()"
        let outcome = try outcome(of: ground.python(script))
        #expect(outcome.end.cause == .exited(0), "\(outcome.reports)")
        #expect(try ground.socketNames.isEmpty)
    }

    @Test func endsEverythingWhereNobodyReadsItsReports() throws {
        let script = "sleep \(nap) & while :; do echo '{\"page\":1}'; done"
        let run = ground.run(script, processes: 4)
        let outcome = try ConverterProcess().run(run, on: Data("words\n".utf8), in: ground.folder, listens: false)
        #expect(outcome.end.cause == .exited(ChildExit.failed))
        #expect(try sleepers.isEmpty)
    }

    @Test func endsWithTheConverterThoughItsLauncherHangs() throws {
        var converter: ConverterProcess? = try ConverterProcess()
        let run = ground.run("echo '{\"page\":1}'; sleep \(nap) & sleep \(nap)", processes: 4)
        try converter?.begin(run, on: Data("words\n".utf8), in: ground.folder)
        try converter?.stopLaunchers()
        converter = nil
        #expect(try sleepers.isEmpty)
    }

    @Test func isOutOfTimeThoughItIgnoresTheWarning() throws {
        let script = "signal.signal(signal.SIGXCPU, signal.SIG_IGN)\nwhile True: pass"
        #expect(try outcome(of: ground.python(script, seconds: 0.1)).failure?.code == .timeout)
    }

    @Test func diesOfASignalOfItsOwn() throws {
        #expect(try outcome(of: ground.run("kill -KILL $$")).failure?.code == .crashed)
    }

    private static let office = "/usr/lib/libreoffice/program/soffice.bin"

    @Test(.enabled(if: FileManager.default.fileExists(atPath: office), "LibreOffice is not installed"))
    func convertsWithLibreOffice() throws {
        let command = [
            Self.office, "--headless", "--norestore", "--nologo", "--nodefault", "--nolockcheck",
            "--nofirststartwizard",
            "-env:UserInstallation=file://{folder}/profile", "--convert-to", "pdf", "--outdir", "{output}",
            "{document}",
        ]
        let converter = ExternalConverter(
            name: "LibreOffice",
            command: command,
            takes: ["*/*"],
            makes: .pdf,
            seconds: 100,
            memory: 4 << 30,
            helpers: 4,
            reads: ["/usr/lib/libreoffice", "/etc/libreoffice", "/var/spool/libreoffice"],
            socketPrefix: "/tmp/OSL_PIPE_",
            restartCode: 81,
            absence: "It is missing."
        )
        let run = ExternalRun(converter: converter, documentName: "document.docx", outputBytes: 100 << 20)
        let samples = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appendingPathComponent("Samples/documents")
        let document = try Data(contentsOf: samples.appendingPathComponent("report.docx"))
        let outcome = try ConverterProcess().run(run, on: document, in: ground.folder)
        #expect(outcome.end.cause == .exited(0), "\(outcome.reports)")
        let made = try Data(contentsOf: ground.output.appendingPathComponent("document.pdf"))
        #expect(made.starts(with: Data("%PDF-".utf8)))
    }
}
