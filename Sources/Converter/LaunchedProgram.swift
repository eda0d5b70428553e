// SPDX-License-Identifier: GPL-3.0-or-later

import CLinux
import Confinement
import Conversion
import Glibc

/// A program that was started, with the ends of what it writes.
struct LaunchedProgram {
    let id: pid_t
    let output: Int32
    let errors: Int32

    func closePipes() {
        close(output)
        close(errors)
    }

    /// - Throws: `Failure` where there is no such program, `SystemError`.
    static func start(
        _ run: ExternalRun,
        in sandbox: Sandbox,
        path: String,
        folder: Folder,
        remains: RunRemains
    ) throws -> LaunchedProgram {
        let output = try Self.pipe()
        let errors = try Self.pipe()
        let refusal = try Self.pipe()
        let launcher = getpid()
        let child = fork()
        if child == 0 {
            let reason = begin(run, sandbox, path, folder, launcher, [output.writing, errors.writing, refusal.writing])
            var code = reason
            _ = write(3, &code, MemoryLayout<Int32>.size)
            _exit(ChildExit.failed)
        }
        for end in [output.writing, errors.writing, refusal.writing] { close(end) }
        defer { close(refusal.reading) }
        guard child > 0 else { throw SystemError("fork") }
        remains.began(child)
        try requireStart(refusal.reading, run)
        for end in [output.reading, errors.reading] { _ = fcntl(end, F_SETFL, O_NONBLOCK) }
        return LaunchedProgram(id: child, output: output.reading, errors: errors.reading)
    }

    /// The pipe closes with the exec; before it, it tells what went wrong.
    private static func requireStart(_ refusal: Int32, _ run: ExternalRun) throws {
        var code: Int32 = 0
        var count = -1
        repeat { count = read(refusal, &code, MemoryLayout<Int32>.size) } while count < 0 && errno == EINTR
        guard count > 0 else { return }
        guard [ENOENT, ENOTDIR].contains(code) else {
            throw SystemError("start \(run.converter.name)", code: code)
        }
        throw Failure(.unsupportedType, run.converter.absence)
    }

    /// In the new process: confines itself and becomes the program.
    /// - Returns: why it can't (errno).
    private static func begin(
        _ run: ExternalRun,
        _ sandbox: Sandbox,
        _ path: String,
        _ folder: Folder,
        _ launcher: pid_t,
        _ ends: [Int32]
    ) -> Int32 {
        do {
            guard fchdir(folder.descriptor) == 0 else { throw SystemError("fchdir") }
            let arguments = strings(
                try run.converter.command.map { try withImportOptions(fill($0, run, path), run, folder) }
            )
            try arrange(ends + [folder.descriptor])
            let variables = strings(environment(of: run, path))
            // Last, and nothing is allocated after it: the limits are the program's, and this process may be larger already.
            try sandbox.enterProgram(run.programLimits, parent: launcher, grants: run.grants(folder: 4))
            return exec(arguments, variables)
        } catch let error as SystemError {
            return error.code
        } catch {
            return EINVAL
        }
    }

    private static func fill(_ text: String, _ run: ExternalRun, _ path: String) -> String {
        text.replacing("{document}", with: "\(path)/\(run.documentName)")
            .replacing("{output}", with: "\(path)/\(ExternalRun.outputFolder)")
            .replacing("{folder}", with: path)
    }

    /// Only who reads the document knows them.
    private static func withImportOptions(_ text: String, _ run: ExternalRun, _ folder: Folder) throws -> String {
        guard text.contains(ExternalConverter.importOptions) else { return text }
        let head = try folder.open(run.documentName)?.head(SeparatedText.headSize) ?? []
        return text.replacing(ExternalConverter.importOptions, with: SeparatedText(head: head).importOptions)
    }

    private static func environment(of run: ExternalRun, _ path: String) -> [String] {
        var environment = ["PATH": "/usr/local/bin:/usr/bin:/bin", "HOME": path, "TMPDIR": path, "LC_ALL": "C.UTF-8"]
        environment.merge(run.converter.environment.mapValues { fill($0, run, path) }) { $1 }
        return environment.map { "\($0)=\($1)" }
    }

    /// As execve(2) takes them; never freed.
    private static func strings(_ words: [String]) -> [UnsafeMutablePointer<CChar>?] {
        words.map { strdup($0) } + [nil]
    }

    private static func exec(
        _ arguments: [UnsafeMutablePointer<CChar>?],
        _ variables: [UnsafeMutablePointer<CChar>?]
    ) -> Int32 {
        guard let program = arguments[0] else { return EINVAL }
        execve(program, arguments, variables)
        return errno
    }

    /// Nothing else stays open: /dev/null to read, the pipes for output and errors and, until the exec, the last two.
    private static func arrange(_ ends: [Int32]) throws {
        let null = open("/dev/null", O_RDONLY | O_CLOEXEC)
        let copies = ([null] + ends).map { fcntl($0, F_DUPFD_CLOEXEC, 64) }
        for (number, copy) in copies.enumerated() {
            guard dup2(copy, Int32(number)) == Int32(number) else { throw SystemError("dup2") }
        }
        for number: Int32 in [3, 4] { _ = fcntl(number, F_SETFD, FD_CLOEXEC) }
        pannier_close_from(5)
    }

    private static func pipe() throws -> (reading: Int32, writing: Int32) {
        var ends: [Int32] = [-1, -1]
        guard Glibc.pipe(&ends) == 0 else { throw SystemError("pipe") }
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        return (ends[0], ends[1])
    }
}

extension ExternalRun {
    private static let openFiles: UInt64 = 1024
    /// Bytes of a file beyond the limit for the whole folder: that one is to be met first, since it gives the reason. A
    /// program that can't write takes its document for damaged.
    private static let slack: UInt64 = 64 << 20

    var programLimits: Limits {
        Limits(
            addressSpace: converter.memory,
            processorSeconds: UInt64(converter.seconds.rounded(.up)) * 4,
            fileSize: outputBytes + Self.slack,
            openFiles: Self.openFiles
        )
    }

    fileprivate func grants(folder: Int32) -> ProgramGrants {
        ProgramGrants(
            folder: folder,
            reads: converter.reads,
            sockets: converter.socketPrefix.map(SocketFolder.path),
            processes: converter.processes
        )
    }
}
