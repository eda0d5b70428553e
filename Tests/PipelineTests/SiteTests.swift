// SPDX-License-Identifier: GPL-3.0-or-later

import Conversion
import Foundation
import FoundationNetworking
import Glibc
import Jobs
import Spool
import Subprocess
import Testing

/// Front, worker and command line together, as an operator runs them.
@Suite(.timeLimit(minutes: 3))
struct SiteTests {
    /// Of the sandbox. Under a sanitizer none is possible.
    private static let level = ProcessInfo.processInfo.environment["PANNIER_SANDBOX"] ?? "full"

    let site: Site

    init() throws { site = try Site() }

    private func pannier(_ arguments: String...) async throws -> (code: Int32, output: String, errors: String) {
        try await Program.output(of: "pannier", arguments)
    }

    private func jobs(_ json: String) throws -> [Job] {
        struct Answer: Decodable { let jobs: [Job] }
        return try RecordCoding.decoder.decode(Answer.self, from: Data(json.utf8)).jobs
    }

    /// A front that listens on a free port, and its address.
    private func front() async throws -> (Program, url: String) {
        let front = try await Program(
            "pannier-front",
            ["--home", site.home, "--port", "0", "--log-format", "json"]
        )
        let entry = try await front.log.entry { $0["message"]?.contains("listening on") == true }
        let address = try #require(entry["message"]?.split(separator: " ").last)
        return (front, "http://\(address)")
    }

    private func get(_ address: String) async throws -> String {
        let (data, response) = try await URLSession.shared.data(from: #require(URL(string: address)))
        #expect((response as? HTTPURLResponse)?.statusCode == 200)
        return String(decoding: data, as: UTF8.self)
    }

    private func file(_ data: Data, _ name: String) throws -> String {
        let path = site.home + "/" + name
        try data.write(to: URL(fileURLWithPath: path))
        return path
    }

    @Test func aFrontTakesDocumentsWithNoWorkerThere() async throws {
        let (front, url) = try await front()
        let document = try file(SamplePDF.pages(2), "two.pdf")
        let submitted = try await pannier("submit", document, "--url", url, "--outputs", "text", "--json")
        #expect(submitted.code == 0)
        let job = try #require(try jobs(submitted.output).first)
        #expect(job.status == .queued)
        #expect(try await pannier("status", job.id, "--url", url).output.contains("queued"))

        let worker = try await site.worker()
        try await worker.completed("two.pdf")
        #expect(try await get("\(url)/healthz").contains(#""sandbox":"\#(Self.level)""#))
        worker.signal(SIGKILL)
        _ = await worker.log.ended()
        let status = try await pannier("status", job.id, "--url", url, "--json")
        #expect(try RecordCoding.decoder.decode(Job.self, from: Data(status.output.utf8)).status == .completed)
        front.signal(SIGTERM)
        #expect(await front.log.ended() == .exited(0))
    }

    /// What is done of a long document can be read before the rest is.
    @Test func givesPagesWhileTheOthersAreUnderWay() async throws {
        let (front, url) = try await front()
        let worker = try await site.worker("--outputs", "text,images", "--pool", "1")
        try site.drop(SamplePDF.pages(120), as: "long.pdf")
        let id = try #require(try await worker.log.entry { $0["message"] == "queued" }["job"])
        try await worker.stepEnded(of: id)
        worker.signal(SIGSTOP)
        let list = try await get("\(url)/v1/jobs/\(id)/pages")
        #expect(list.contains(#""status":"running""#) && list.contains(#""ready":[1"#), Comment(rawValue: list))
        #expect(try await get("\(url)/v1/jobs/\(id)/pages/1/text").contains("Page 1 of 120 "))
        worker.signal(SIGCONT)
        try await worker.completed("long.pdf")
        #expect(try await get("\(url)/v1/jobs/\(id)/pages/120/text").contains("Page 120 of 120 "))
        withExtendedLifetime(front) {}
    }

    @Test func statusIsReadableUnderAnotherUser() async throws {
        let worker = try await site.worker()
        try site.drop(SamplePDF.pages(1), as: "one.pdf")
        try await worker.completed("one.pdf")
        worker.signal(SIGKILL)
        _ = await worker.log.ended()
        let command = [Program.path("pannier"), "jobs", "--home", site.home, "--json"]
        // Only root may become another user; others read as themselves.
        let other = getuid() == 0 ? ["/usr/bin/setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"] : []
        let call = other + command
        let read = try await Program.output(of: call[0], Array(call.dropFirst()))
        #expect(read.code == 0, "\(read.errors)")
        #expect(try jobs(read.output).map(\.name) == ["one.pdf"])
    }

    @Test func submitsWaitsAndTellsByExitCode() async throws {
        let worker = try await site.worker("--attempts", "1")
        let good = try file(SamplePDF.pages(3), "good.pdf")
        let bad = try file(Data([0, 1, 2, 3]), "bad.pdf")
        #expect(try await pannier("submit", good, "--home", site.home, "--wait").code == 0)
        #expect(try await pannier("submit", bad, "--home", site.home, "--wait").code == 1)
        #expect(try await pannier("submit", site.home + "/none.pdf", "--home", site.home).code == 3)
        #expect(try await pannier("submit", good, "--home", site.home, "--outputs", "song").code == 64)
        #expect(try await pannier("status", JobID().text, "--home", site.home).code == 2)
        #expect(try await pannier("jobs", "--home", site.home, "--state", "nonsense").code == 64)
        withExtendedLifetime(worker) {}
    }

    @Test func aPriorityMayBeNegative() async throws {
        let document = try file(SamplePDF.pages(1), "one.pdf")
        let submitted = try await pannier("submit", document, "--home", site.home, "--priority", "-5", "--json")
        #expect(submitted.code == 0, "\(submitted.errors)")
        #expect(try jobs(submitted.output).map(\.priority) == [-5])
        #expect(try await pannier("submit", document, "--home", site.home, "--priority", "-500").code == 64)
    }

    /// Two names that are no UTF-8, and one letter in two spellings: each file holds its own name.
    @Test func handsInEachOfTheNamesThatLookTheSame() async throws {
        let names = [#"M\374.txt"#, #"M\366.txt"#, #"M\303\274.txt"#, #"Mu\314\210.txt"#]
        let script = """
            pannier=$1 home=$2; shift 2; mkdir "$home/names" && cd "$home/names" || exit
            for name; do printf "$name" > "$(printf "$name")" || exit; done
            exec "$pannier" submit M* --home "$home"
            """
        let arguments = ["-c", script, "sh", Program.path("pannier"), site.home] + names
        let submitted = try await Program.output(of: "/bin/sh", arguments)
        #expect(submitted.code == 0, "\(submitted.errors)")
        let inbox = site.home + "/inbox"
        let contents = try FileManager.default.contentsOfDirectory(atPath: inbox).map { job in
            try Data(contentsOf: URL(fileURLWithPath: "\(inbox)/\(job)/document"))
        }
        #expect(contents.count == names.count && Set(contents).count == names.count)
    }

    @Test func saysWhatItCanDoWhereNothingIsAsked() async throws {
        let (code, output, errors) = try await pannier()
        #expect(code == 0 && errors.isEmpty, "\(errors)")
        #expect(output.contains("submit") && output.contains("doctor"))
        #expect(try await pannier("help").output == output)
    }

    @Test func convertsWithoutAQueue() async throws {
        let document = try file(SamplePDF.pages(3), "three.pdf")
        let folder = site.home + "/out"
        // As a shell completes it.
        let converted = try await pannier("convert", document, "-o", folder + "/", "--outputs", "text,layout")
        #expect(converted.code == 0, "\(converted.errors)")
        let names = try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
        #expect(names == ["layout.json", "manifest.json", "text.txt"])
        let text = try String(contentsOfFile: folder + "/text.txt", encoding: .utf8)
        #expect(text.contains("Page 3 of 3 Pannier"))
        #expect(try await pannier("convert", document, "-o", ".").errors.contains("is not empty"))
        let bad = try file(Data([0, 1, 2, 3]), "bad.pdf")
        let refused = try await pannier("convert", bad, "-o", site.home + "/bad")
        #expect(refused.code == 1)
        #expect(refused.errors.contains("unsupported_type"))
    }

    @Test func theDoctorTriesTheMountForReal() async throws {
        let worker = try await site.worker()
        let healthy = try await pannier("doctor", "--home", site.home, "--json")
        #expect(healthy.code == 0, "\(healthy.output)")
        for check in ["rename", "lock", "fsync", "inotify", "lease", "space", "journal", "converter", "sandbox"] {
            #expect(healthy.output.contains("\"\(check)\""), "\(check)")
        }
        #expect(healthy.output.contains("sandbox=\(Self.level)"))
        #expect(try await pannier("doctor", "--home", "/proc/nowhere").code != 0)
        withExtendedLifetime(worker) {}
    }

    @Test(.enabled(if: SmallDisk.isPossible, "only root can mount"), arguments: ["pannier-worker", "pannier-front"])
    func refusesFoldersOnTwoFileSystems(program: String) async throws {
        let inbox = site.home + "/inbox"
        try #require(mount("tmpfs", inbox, "tmpfs", 0, "size=1m") == 0)
        defer { umount2(inbox, Int32(MNT_DETACH)) }
        let ended = try await Program.output(of: program, ["--home", site.home])
        #expect(ended.code == EX_CONFIG)
        #expect(ended.errors.contains("put the whole shared folder on one file system"), "\(ended.errors)")
    }

    @Test func upKeepsBothRunningEachOnItsOwn() async throws {
        let up = try await Program("pannier", ["up", "--home", site.home, "--port", "0", "--log-format", "json"])
        // Both, of the two children, have said that they are there.
        _ = try await up.started("worker")
        _ = try await up.started("front")
        let children = Program.children(of: up.pid)
        #expect(children.count == 2)
        let worker = try #require(children.first { Program.command($0).contains("pannier-worker") })
        let front = try #require(children.first { Program.command($0).contains("pannier-front") })
        kill(worker, SIGKILL)
        _ = try await up.started("worker", times: 2)
        #expect(!Program.isGone(front))
        try site.drop(SamplePDF.pages(1), as: "after.pdf")
        _ = try await up.log.entry {
            $0["message"]?.contains("after.pdf") == true && $0["message"]?.contains("completed") == true
        }
        up.signal(SIGTERM)
        #expect(await up.log.ended() == .exited(0))
        #expect(Program.isGone(front))
    }

    @Test func upOutlivesItsTerminalWhereItIsToldTo() async throws {
        // As nohup starts it.
        let up = try await Program(
            "/bin/sh",
            ["-c", #"trap '' HUP; exec "$0" "$@""#, Program.path("pannier"), "up", "--home", site.home, "--port", "0"]
        )
        _ = try await up.started("worker")
        up.signal(SIGHUP)
        let worker = try #require(Program.children(of: up.pid).first { Program.command($0).contains("pannier-worker") })
        kill(worker, SIGKILL)
        _ = try await up.started("worker", times: 2)
        up.signal(SIGTERM)
        #expect(await up.log.ended() == .exited(0))
    }
}
