// SPDX-License-Identifier: GPL-3.0-or-later

import Conversion
import Foundation
import Glibc

/// A folder for one run, and another in which everybody may make something.
final class RunGround {
    let folder: URL

    init() throws {
        folder = FileManager.default.temporaryDirectory.appendingPathComponent("pannier-run-\(UUID())")
        try FileManager.default.createDirectory(at: sockets, withIntermediateDirectories: true)
        chmod(sockets.path, 0o1777)
    }

    deinit { try? FileManager.default.removeItem(at: folder) }

    var sockets: URL { folder.appendingPathComponent("sockets") }
    var output: URL { folder.appendingPathComponent("run/output") }

    var socketNames: Set<String> {
        get throws { Set(try FileManager.default.contentsOfDirectory(atPath: sockets.path)) }
    }

    /// A socket that is bound here, and its descriptor.
    /// - Parameter listening: whether it also listens.
    func bind(_ name: String, listening: Bool) -> Int32 {
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        let path = Array(sockets.appendingPathComponent(name).path.utf8)
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path) }
        let line = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
        _ = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                Glibc.bind(line, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
            }
        }
        // Programs run as another user where the tests run as root.
        if geteuid() == 0, let user = getpwnam("nobody") {
            chown(sockets.path + "/" + name, user.pointee.pw_uid, gid_t.max)
        }
        if listening { listen(line, 1) }
        return line
    }

    func run(
        _ script: String,
        by program: [String] = ["/bin/sh", "-c"],
        seconds: Double = 60,
        processes: Int = 1
    ) -> ExternalRun {
        let converter = ExternalConverter(
            name: "mine",
            command: program + [script, "{output}", sockets.path],
            takes: ["text/plain"],
            makes: .outputs,
            seconds: seconds,
            memory: 4 << 30,
            processes: processes,
            socketPrefix: sockets.path + "/named_",
            absence: "It is missing."
        )
        return ExternalRun(converter: converter, documentName: "document.txt", outputBytes: 1 << 20)
    }

    func python(_ script: String, seconds: Double = 60, processes: Int = 1) -> ExternalRun {
        let modules = "import ctypes, os, signal, socket, sys, threading, time\n"
        return run(modules + script, by: ["/usr/bin/python3", "-c"], seconds: seconds, processes: processes)
    }
}
