// SPDX-License-Identifier: GPL-3.0-or-later

import CAttacks
import CLinux
import Conversion
import Glibc

/// Something that conversion can't do without, tried inside a child.
struct Need: Sendable {
    let name: String
    /// The child's end where it works.
    let end: ForkedChild.End
    let attempt: @Sendable (Attack.Hand) -> Bool

    private init(
        _ name: String,
        end: ForkedChild.End = .exited(0),
        _ attempt: @escaping @Sendable (Attack.Hand) -> Bool
    ) {
        self.name = name
        self.end = end
        self.attempt = attempt
    }

    static let all: [Need] = [
        Need("read the document") {
            var bytes = [UInt8](repeating: 0, count: 64)
            return read($0.document, &bytes, bytes.count) == Grounds.documentText.utf8.count
        },
        Need("map the document") { mmap(nil, 4096, PROT_READ, MAP_PRIVATE, $0.document, 0) != MAP_FAILED },
        Need("write a slice's file, and again over it") {
            writes("page", in: $0.slices) && writes("page", in: $0.slices)
        },
        Need("read a slice's file") { writes("read", in: $0.slices) && openat($0.slices, "read", O_RDONLY) >= 0 },
        Need("give it a second name in the results") {
            writes("linked", in: $0.slices) && linkat($0.slices, "linked", $0.results, "linked", 0) == 0
        },
        Need("make a folder of the results, and a file in it") {
            guard mkdirat($0.results, "pages", 0o755) == 0 else { return false }
            let folder = openat($0.results, "pages", O_RDONLY | O_DIRECTORY)
            return folder >= 0 && writes("one", in: folder)
        },
        Need("list the fonts") { _ in open("/usr/share/fonts", O_RDONLY | O_DIRECTORY) >= 0 },
        Need("memory") { _ in
            let size = 1 << 26
            guard let bytes = malloc(size) else { return false }
            memset(bytes, 1, size)
            free(bytes)
            return true
        },
        Need("the time") { _ in time(nil) > 0 },
        Need("end as crashed where a library aborts", end: .signalled(SIGABRT)) { _ in
            errno = 0
            abort()
        },
        Need("end as out of memory where an allocation fails", end: .exited(ChildExit.outOfMemory)) { _ in
            guard malloc(1 << 50) == nil else { return false }
            abort()
        },
    ]

    /// Of a program in a folder of its own.
    static let ofPrograms: [Need] = [
        Need("write a file, shorten it and remove it") {
            guard writes("own", in: $0.slices) else { return false }
            let file = openat($0.slices, "own", O_RDWR | O_TRUNC)
            return write(file, "words", 5) == 5 && ftruncate(file, 1) == 0 && unlinkat($0.slices, "own", 0) == 0
        },
        Need("the times of an open file") {
            let file = openat($0.slices, "own", O_RDWR)
            let time = timespec(tv_sec: 1, tv_nsec: 0)
            var facts = stat()
            return futimens(file, [time, time]) == 0 && fstat(file, &facts) == 0 && facts.st_mtim.tv_sec == 1
        },
        Need("another process, which asks for a session") { _ in
            let child = fork()
            if child == 0 { _exit(setsid() < 0 ? 1 : 0) }
            var status: Int32 = 1
            return waitpid(child, &status, 0) == child && status == 0
        },
        Need("a thread") { _ in attack_thread() > 0 },
        Need("a pipe that does not wait") { _ in
            var ends: [Int32] = [-1, -1]
            return pipe(&ends) == 0 && fcntl(ends[0], F_SETFL, O_NONBLOCK) == 0
        },
        Need("its own cores") { _ in
            var cores: UInt64 = 1
            return withUnsafeMutablePointer(to: &cores) {
                Attack.call(Int(SYS_sched_setaffinity), 0, 8, Int(bitPattern: $0)) == 0
            }
        },
        Need("a signal of its own") { _ in kill(getpid(), SIGURG) == 0 },
    ]

    private static func writes(_ name: String, in folder: Int32) -> Bool {
        let file = openat(folder, name, O_WRONLY | O_CREAT | O_TRUNC, 0o644)
        defer { close(file) }
        return file >= 0 && write(file, "x", 1) == 1
    }
}
