// SPDX-License-Identifier: GPL-3.0-or-later

import Conversion
import Foundation
import Glibc
import Jobs
import Spool
import Testing

/// Programs of the configuration, well and ill behaved. One after the other: the kernel counts all processes of a user, so
/// that one that starts too many keeps others from starting theirs for a moment.
@Suite(.timeLimit(minutes: 3), .serialized)
struct ExternalConverterTests {
    let site: Site

    init() throws { site = try Site() }

    private init(_ site: Site) { self.site = site }

    /// A worker with one converter for plain text, a shell script that gets the document and the output folder.
    private func worker(
        _ script: String,
        timeout: String = "1m",
        memory: String = "4GB",
        processes: Int = 1,
        attempts: Int = 1
    ) async throws -> Program {
        let entry: [String: Any] = [
            "command": ["/bin/sh", "-c", script, "converter", "{document}", "{output}"],
            "takes": ["text/plain"], "makes": "outputs", "timeout": timeout, "memory": memory,
            "processes": processes,
        ]
        let json = try JSONSerialization.data(withJSONObject: ["converters": ["mine": entry]])
        try json.write(to: URL(fileURLWithPath: site.home + "/settings.json"))
        return try await site.worker(
            "--config",
            site.home + "/settings.json",
            "--attempts",
            "\(attempts)",
            "--outputs",
            "text",
            "--sandbox",
            "full"
        )
    }

    private func failure(of script: String, timeout: String = "1m", processes: Int = 1) async throws -> String {
        let worker = try await worker(script, timeout: timeout, processes: processes)
        try site.drop(Data("words\n".utf8), as: "a.txt")
        let reason = try await worker.failed("a.txt")
        withExtendedLifetime(worker) {}
        return reason
    }

    @Test func publishesWhatItMadeBesideTheOthers() async throws {
        let worker = try await worker(
            #"echo '{"pages":1}'; while read -r line; do echo "$line"; done < "$1" > "$2/copy.txt""#
        )
        try site.drop(Data("words\n".utf8), as: "a.txt")
        try await worker.completed("a.txt")
        let job = try #require(try await site.job(named: "a.txt"))
        let made = try String(contentsOfFile: site.home + "/results/\(job.id)/copy.txt", encoding: .utf8)
        #expect(made == "words\n")
        #expect(try site.text(of: job) == "words\n")
    }

    @Test func namesItInTheManifest() async throws {
        let worker = try await worker(#"echo one > "$2/one.txt""#)
        try site.drop(Data("words\n".utf8), as: "a.txt")
        try await worker.completed("a.txt")
        let job = try #require(try await site.job(named: "a.txt"))
        let manifest = String(decoding: try #require(site.manifest(job.id)), as: UTF8.self)
        #expect(manifest.contains(#""one.txt""#))
        // Of "one" and a line's end.
        #expect(manifest.contains("2c8b08da5ce60398e1f19af0e5dccc744df274b826abe585eaba68c525434806"))
    }

    @Test func startsThoughItsLauncherIsLargerThanItsMemory() async throws {
        let worker = try await worker(#"echo one > "$2/one.txt""#, memory: "16MB")
        try site.drop(Data("words\n".utf8), as: "a.txt")
        try await worker.completed("a.txt")
    }

    @Test func isTriedAgainAndThenQuarantined() async throws {
        let worker = try await worker("exit 3", attempts: 2)
        try site.drop(Data("words\n".utf8), as: "a.txt")
        _ = try await worker.log.entry(number: 2) { $0["message"] == "attempt failed" && $0["name"] == "a.txt" }
        worker.signal(SIGTERM)
        _ = await worker.log.ended()
        let job = try #require(try await site.job(named: "a.txt"))
        #expect(job.attempt == 2)
        #expect(site.whereabouts(job.id) == .quarantine)
    }

    /// What others have filled is no fault of its document, though it has one attempt alone.
    @Test(.enabled(if: SmallDisk.isPossible, "only root can mount a small disk"))
    func isTriedAgainWhereTheDiskIsFull() async throws {
        let disk = try SmallDisk(size: "64m")
        let tests = ExternalConverterTests(try Site(home: disk.path + "/home"))
        let script = #"echo '{"message":"begun"}'; while echo > "$2/one.txt"; do :; done 2> /dev/null; exit 3"#
        let worker = try await tests.worker(script)
        try tests.site.drop(Data("words\n".utf8), as: "a.txt")
        let begun = try await worker.log.entry { $0["words"] == "begun" }
        try disk.fill(leaving: 0)
        _ = try await worker.log.entry { $0["message"]?.hasPrefix("paused") == true }
        try disk.empty()
        _ = try await worker.log.entry(number: 2) { $0["words"] == "begun" }
        let id = try #require(begun["job"])
        let job = try #require(try await tests.site.reader.job(id))
        #expect(job.attempt == 1 && job.status == .running)
        withExtendedLifetime(worker) {}
    }

    /// With a file that has no name any more: what it holds is seen only by what its end sets free. Once that may be chance.
    @Test(.enabled(if: SmallDisk.isPossible, "only root can mount a small disk"))
    func fillsTheDiskOnceMoreThanItHasAttempts() async throws {
        let disk = try SmallDisk(size: "64m")
        let tests = ExternalConverterTests(try Site(home: disk.path + "/home"))
        let long = "s=x; for n in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16; do s=$s$s; done"
        let fill = #"exec 3> "$2/x"; rm "$2/x"; while echo "$s" >&3; do :; done 2> /dev/null; while :; do :; done"#
        let worker = try await tests.worker("\(long); \(fill)", processes: 9, attempts: 2)
        try tests.site.drop(Data("words\n".utf8), as: "a.txt")
        _ = try await worker.log.entry { $0["message"] == "set aside" && $0["name"] == "a.txt" }
        let job = try #require(try await tests.site.job(named: "a.txt"))
        #expect(job.attempt == 2 && job.error?.code == .diskFull)
        try tests.site.drop(SamplePDF.pages(1), as: "letter.pdf")
        try await worker.completed("letter.pdf")
        #expect(await worker.log.entries.count { $0["message"]?.hasPrefix("paused") == true } == 3)
    }

    @Test func isStoppedAtItsTime() async throws {
        let script = #"echo > "$2/begun"; while :; do :; done"#
        #expect(try await failure(of: script, timeout: "1s").hasPrefix("timeout"))
    }

    @Test func isNotBegunAgainByTheSlotThatItLeaves() async throws {
        let worker = try await worker("exit 3")
        for name in ["a.txt", "b.txt", "c.txt"] {
            try site.drop(Data("words\n".utf8), as: name)
            _ = try await worker.failed(name)
        }
        worker.signal(SIGTERM)
        _ = await worker.log.ended()
        let runs = await worker.log.entries.count { entry in
            entry["message"] == "step ended" && entry["step"]?.hasPrefix("external") == true
        }
        #expect(runs == 3)
    }

    @Test func isStoppedThoughItKeepsTalking() async throws {
        #expect(try await failure(of: #"while :; do echo '{"page":'; done"#, timeout: "1s").hasPrefix("timeout"))
    }

    @Test func endsAllThatItStarted() async throws {
        // Seconds that no other test sleeps, to know them by.
        let nap = "\(Int.random(in: 100_000_000...999_999_999))"
        let script = "for n in 1 2 3; do setsid sh -c 'sleep \(nap) & sleep \(nap)' & done; wait"
        #expect(try await failure(of: script, timeout: "1s", processes: 50).hasPrefix("timeout"))
        #expect(try Self.commands(with: nap).isEmpty)
    }

    @Test func stopsOneThatStartsTooMuch() async throws {
        let reason = try await failure(of: "bomb() { bomb & bomb & wait; }; bomb", timeout: "150s", processes: 20)
        #expect(reason.hasPrefix("crashed"))
        #expect(try Self.commands(with: site.home + "/spool/active").isEmpty)
    }

    /// Command lines of running processes that hold these words.
    private static func commands(with words: String) throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: "/proc").compactMap { pid_t($0) }
            .map(Program.command).filter { $0.contains(words) }
    }

    @Test(arguments: [
        "socket.socket(socket.AF_INET)", "socket.socket(socket.AF_INET6)", "socket.socket(socket.AF_UNIX)",
        "socket.socketpair(socket.AF_UNIX, socket.SOCK_DGRAM)", "socket.socketpair(socket.AF_UNIX, socket.SOCK_RAW)",
        "os.memfd_create('x')", "resource.prlimit(os.getppid(), resource.RLIMIT_NOFILE, (0, 0))",
        "os.setpriority(os.PRIO_PROCESS, os.getppid(), 19)", "os.kill(os.getppid(), 9)",
        "ctypes.CDLL(None).unshare(0x10000000) == 0 or sys.exit(1)",
        "open('/etc/passwd')", "os.listdir('/')", "os.listdir(os.environ['HOME'] + '/..')",
        "open('/tmp/pannier-escape', 'w')", "os.mkfifo('/var/tmp/pannier-escape')",
        "open(os.environ['HOME'] + '/own', 'w').write('x') and os.chmod(os.environ['HOME'] + '/own', 0o755) or "
            + "os.execv(os.environ['HOME'] + '/own', ['own'])",
    ])
    func cannotDo(deed: String) async throws {
        let words = "import ctypes, os, resource, socket, sys; \(deed); os._exit(3)"
        let reason = try await failure(of: "exec /usr/bin/python3 -c \"\(words)\"")
        #expect(reason == "crashed: mine ended with code 1.")
    }

    @Test(arguments: [
        ("exit 3", "crashed"), ("kill -SEGV $$", "crashed"), ("exit 0", "invalid_output"),
        (#"ln -s /etc/passwd "$2/passwd""#, "invalid_output"),
        (#"echo x > "$2/../../request.json"; exit 1"#, "crashed"),
        (#"echo x > "$2/Odd Name""#, "invalid_output"), (#"echo x > "$2/manifest.json""#, "invalid_output"),
        (#"(sleep 1)"#, "crashed"), (#"echo '{"failed":"corrupt","message":"bad"}'; exit 1"#, "corrupt"),
        // With no line end, before and with the end.
        (#"printf '{"failed":"encrypted"}'; exit 1"#, "encrypted"),
        (#"printf '{"failed":"encrypted"}'; exec >&-; while :; do :; done"#, "encrypted"),
    ])
    func hasATypedReason(script: String, code: String) async throws {
        let needsTools = script.contains("ln ")
        let reason = try await failure(of: script, processes: needsTools ? 4 : 1)
        #expect(reason.hasPrefix(code), "\(reason)")
    }

    @Test func readsNothingOfTheMachine() async throws {
        let script = #"if read -r x < /etc/passwd; then echo leak > "$2/x"; fi"#
        #expect(try await failure(of: script).hasPrefix("invalid_output"))
    }

    @Test func saysThatItsProgramIsMissing() async throws {
        let entry: [String: Any] = ["command": ["/nowhere/x"], "takes": ["text/plain"], "makes": "outputs"]
        let json = try JSONSerialization.data(withJSONObject: ["converters": ["mine": entry]])
        try json.write(to: URL(fileURLWithPath: site.home + "/settings.json"))
        let worker = try await site.worker("--config", site.home + "/settings.json")
        try site.drop(Data("words\n".utf8), as: "a.txt")
        #expect(try await worker.failed("a.txt").hasPrefix("unsupported_type"))
    }

    @Test(arguments: [
        (#"{"converters":{"mine":{"takes":["text/plain"],"makes":"pdf"}}}"#, "converters.mine.command is missing"),
        (
            #"{"converters":{"mine":{"command":["/x"],"takes":["text/plain"],"makes":"song"}}}"#,
            "converters.mine.makes=song"
        ),
        (
            #"{"converters":{"mine":{"command":["/x"],"takes":["t/x"],"makes":"pdf","tmeout":"1s"}}}"#,
            "tmeout is unknown"
        ),
    ])
    func refusesAWrongValueByName(json: String, words: String) async throws {
        try Data(json.utf8).write(to: URL(fileURLWithPath: site.home + "/settings.json"))
        let refused = try await Program.output(
            of: "pannier-worker",
            ["--home", site.home, "--config", site.home + "/settings.json"]
        )
        #expect(refused.code == 78)
        #expect(refused.errors.contains(words), "\(refused.errors)")
    }
}
