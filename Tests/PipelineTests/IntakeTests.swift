// SPDX-License-Identifier: GPL-3.0-or-later

import Conversion
import Foundation
import Glibc
import Jobs
import Spool
import Testing

@Suite(.timeLimit(minutes: 3))
struct IntakeTests {
    let site: Site

    init() throws { site = try Site() }

    @Test func aFileInTheInboxBecomesAResult() async throws {
        let worker = try await site.worker("--outputs", "text,metadata,layout,images,thumbnail")
        try site.drop(SamplePDF.pages(3), as: "three.pdf")
        try await worker.completed("three.pdf")

        let job = try #require(try await site.job(named: "three.pdf"))
        #expect(job.status == .completed)
        #expect(job.mediaType == "application/pdf")
        #expect(job.pages == .init(total: 3, done: 3, failed: 0))
        let text = try site.text(of: job)
        #expect(text.split(separator: "\u{c}").count == 3)
        #expect(text.contains("Page 2 of 3 Pannier"))
        let names = try FileManager.default.subpathsOfDirectory(atPath: site.home + "/results/" + job.id).sorted()
        #expect(
            names == [
                "document", "layout.json", "manifest.json", "metadata.json", "pages", "pages/0001.png",
                "pages/0002.png",
                "pages/0003.png", "text.txt", "thumbnail.png",
            ]
        )
        let events = try await site.reader.events(after: 0, job: job.id, limit: 10).map(\.kind)
        #expect(events == ["queued", "running", "completed"])
    }

    @Test func takesWhatLayThereBeforeTheWorker() async throws {
        try site.drop(SamplePDF.pages(1), as: "early.pdf")
        let worker = try await site.worker()
        try await worker.completed("early.pdf")
    }

    @Test func takesASlowWritersFileOnceAndWhole() async throws {
        let worker = try await site.worker("--outputs", "text")
        let data = SamplePDF.pages(2)
        var file: File? = try site.spool.inbox.createFile("slow.pdf")
        for (number, part) in [data.prefix(300), data.dropFirst(300)].enumerated() {
            try file?.write(Array(part))
            // The worker has looked at the inbox since: it took a later file.
            try site.drop(SamplePDF.pages(1), as: "marker\(number).pdf")
            try await worker.completed("marker\(number).pdf")
            #expect(try site.spool.inbox.contains("slow.pdf"))
        }
        // Closes the writer's descriptor, which the kernel tells the worker.
        file = nil
        try await worker.completed("slow.pdf")
        let job = try #require(try await site.job(named: "slow.pdf"))
        #expect(job.bytes == Int64(data.count))
        #expect(try await site.reader.jobs(JobQuery(name: "slow.pdf")).count == 1)
    }

    @Test func takesEachOfAThousandFilesOnceThoughEventsAreLost() async throws {
        let limit = InotifyQueueLimit(64)
        let worker = try await site.worker("--outputs", "metadata")
        let isLowered = limit.isLowered
        limit.restore()
        let data = SamplePDF.pages(1)
        // While it is stopped nobody empties the queue.
        worker.signal(SIGSTOP)
        for number in 1...1000 { try site.drop(data, as: "\(number).pdf") }
        worker.signal(SIGCONT)
        for number in 1...1000 { try await worker.completed("\(number).pdf") }
        let jobs = try await site.reader.jobs(JobQuery(limit: 1000))
        #expect(jobs.count == 1000)
        #expect(Set(jobs.map(\.name)).count == 1000)
        #expect(try await site.reader.counts() == [.completed: 1000])
        if isLowered {
            _ = try await worker.log.entry { $0["message"]?.hasPrefix("events were lost") == true }
        }
    }

    @Test(arguments: [
        ("empty request", "", "invalid_request"),
        ("request that is no JSON", "nonsense", "invalid_request"),
        ("unknown output", #"{"name":"x","options":{"outputs":["text","song"]}}"#, "invalid_request"),
        ("odd resolution", #"{"name":"x","options":{"dpi":100000}}"#, "invalid_request"),
        ("odd language", #"{"name":"x","options":{"lang":"english"}}"#, "invalid_request"),
        ("pages that are none", #"{"name":"x","options":{"pages":"9-1"}}"#, "invalid_request"),
        ("wrong size", #"{"name":"x","bytes":5}"#, "corrupt"),
        ("other bytes", #"{"name":"x","sha256":"00"}"#, "corrupt"),
    ])
    func refusesABadRequestByName(kind: String, request: String, code: String) async throws {
        let worker = try await site.worker()
        let id = try site.submit(SamplePDF.pages(1), request: request)
        _ = try await worker.log.entry { $0["message"] == "refused" && $0["job"] == id }
        try site.drop(SamplePDF.pages(1), as: "after.pdf")
        try await worker.completed("after.pdf")
        let job = try #require(try await site.reader.job(id))
        #expect(job.status == .failed)
        #expect(job.error?.code.rawValue == code)
        #expect(site.whereabouts(id) == .quarantine)
    }

    @Test(arguments: [
        ("a.gif", Data("GIF89a...............".utf8), FailureCode.unsupportedType),
        ("a.docx", Data("PK\u{3}\u{4} not really".utf8), .corrupt),
        ("cut.pdf", SamplePDF.pages(3).prefix(150), .corrupt),
        ("rubbish.pdf", Data("%PDF-1.4\n".utf8) + Data(repeating: 7, count: 5000), .corrupt),
    ])
    func setsWrongDocumentsAsideWithTheirReason(name: String, data: Data, code: FailureCode) async throws {
        let worker = try await site.worker()
        try site.drop(data, as: name)
        #expect(try await worker.failed(name).hasPrefix(code.rawValue))
        try site.drop(SamplePDF.pages(1), as: "after.pdf")
        try await worker.completed("after.pdf")
        let job = try #require(try await site.job(named: name))
        #expect(job.status == .failed)
        #expect(job.error?.code == code)
    }

    @Test func refusesPlantedFilesAndGoesOn() async throws {
        let worker = try await site.worker()
        let inbox = site.home + "/inbox/"
        #expect(symlink("/etc/passwd", inbox + "link.pdf") == 0)
        #expect(mkfifo(inbox + "fifo.pdf", 0o600) == 0)
        try Data("x".utf8).write(to: URL(fileURLWithPath: site.home + "/outside"))
        #expect(link(site.home + "/outside", inbox + "hard.pdf") == 0)
        for name in ["link.pdf", "fifo.pdf", "hard.pdf"] {
            #expect(try await worker.failed(name).hasPrefix("unsafe_file"))
        }
        try site.drop(SamplePDF.pages(1), as: "good.pdf")
        try await worker.completed("good.pdf")
    }

    @Test func refusesAnEndlessFileUnread() async throws {
        let worker = try await site.worker()
        try site.spool.uploads.writeFile("sparse.pdf", [])
        #expect(truncate(site.spool.uploads.place("sparse.pdf"), 1 << 40) == 0)
        try site.spool.uploads.rename("sparse.pdf", to: site.spool.inbox, as: "sparse.pdf")
        #expect(try await worker.failed("sparse.pdf").hasPrefix("too_large"))
        try site.drop(SamplePDF.pages(1), as: "after.pdf")
        try await worker.completed("after.pdf")
    }

    @Test func removesOldUploadsWithoutAFront() async throws {
        let old = try site.spool.beginUpload()
        let fresh = try site.spool.beginUpload()
        let folder = site.spool.uploads.place(old.id.fileName)
        let times = [timespec](repeating: timespec(tv_sec: 1_000_000_000, tv_nsec: 0), count: 2)
        for path in [folder + "/document", folder] {
            let failed = utimensat(AT_FDCWD, path, times, 0) != 0
            #expect(!failed)
        }
        let worker = try await site.worker()
        let entry = try await worker.log.entry { $0["message"] == "interrupted uploads removed" }
        #expect(entry["uploads"] == "1")
        #expect(try site.spool.uploads.entries() == [fresh.id.fileName])
    }

    @Test func keepsNamesThatAreNoText() async throws {
        let worker = try await site.worker()
        let name = try #require(FileName(bytes: Array("a\nb".utf8) + [0xFF] + Array(".pdf".utf8)))
        try site.spool.inbox.createFile(name).write(Array(SamplePDF.pages(1)))
        try await worker.completed("a\nb\u{FFFD}.pdf")
    }
}

/// The kernel's limit for the queue of a new inotify instance, lowered for as long as a worker starts. Only root may;
/// without, the test runs with the machine's limit.
struct InotifyQueueLimit {
    private static let path = "/proc/sys/fs/inotify/max_queued_events"
    private let former: String?
    private let events: Int

    init(_ events: Int) {
        self.events = events
        former = try? String(contentsOfFile: Self.path, encoding: .utf8)
        Self.set("\(events)")
    }

    var isLowered: Bool {
        (try? String(contentsOfFile: Self.path, encoding: .utf8))
            .map { $0.trimmingCharacters(in: .whitespacesAndNewlines) } == "\(events)"
    }

    func restore() { former.map(Self.set) }

    private static func set(_ text: String) {
        guard let file = FileHandle(forWritingAtPath: path) else { return }
        try? file.write(contentsOf: Data(text.utf8))
        try? file.close()
    }
}
