// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import Glibc
import Jobs
import Logging
import ServiceLifecycle
import Settings
import Spool
import UnixSignals

/// `pannier-worker`: watches the shared folder, converts what appears in it, and keeps the job records.
@main
struct WorkerProgram {
    static func main() async {
        do {
            try await run(CommandLine.arguments)
        } catch let error as SettingError {
            exit(error.description, code: EX_CONFIG)
        } catch let error as SpoolError where error.isAcrossMounts {
            exit(error.description, code: EX_CONFIG)
        } catch {
            exit("\(error)", code: EX_SOFTWARE)
        }
    }

    private static func run(_ arguments: [String]) async throws {
        let usage = Usage(
            program: "pannier-worker",
            summary: "converts what appears in the shared folder",
            keys: SettingKey.worker
        )
        if arguments.contains("--help") {
            return print(usage.text + "\n\n\(rebuildFlag): make the job records again from the folders, and end.")
        }
        if arguments.contains("--version") { return print("pannier-worker \(version)") }
        let flags = arguments.filter { $0 != rebuildFlag }
        let settings = try await Settings(arguments: flags, keys: SettingKey.worker)
        let worker = Worker(try WorkerConfiguration(settings), logger: try settings.startLogging("worker"))
        if arguments.contains(rebuildFlag) { return try await worker.rebuild() }
        try await worker.run(signals: [.sigterm, .sigint])
    }

    private static let rebuildFlag = "--rebuild"
    static let version = "0.1.0"

    private static func exit(_ message: String, code: Int32) -> Never {
        FileHandle.standardError.write(Data("pannier-worker: \(message)\n".utf8))
        Glibc.exit(code)
    }
}
