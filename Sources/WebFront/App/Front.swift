// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import Logging
import NIOCore
import ServiceLifecycle
import Settings
import UnixSignals

/// `pannier-front`: takes documents in, and shows what became of them.
@main
enum Front {
    /// As in sysexits.h.
    private enum ExitCode {
        static let failure: Int32 = 70
        static let configuration: Int32 = 78
    }

    /// An error thrown from here would be a trap; it becomes an exit code.
    static func main() async {
        exit(await run(CommandLine.arguments))
    }

    private static func run(_ arguments: [String]) async -> Int32 {
        let usage = Usage(
            program: "pannier-front",
            summary: "the web front: takes documents in and shows what became of them",
            keys: SettingKey.front
        )
        if arguments.contains("--help") { return say(usage.text) }
        if arguments.contains("--version") { return say("pannier-front \(HealthRoutes.version)") }
        do {
            try await serve(Settings(arguments: arguments, keys: SettingKey.front))
            return 0
        } catch let error as SettingError {
            return complain("\(error)", ExitCode.configuration)
        } catch {
            return complain("\(error)", ExitCode.failure)
        }
    }

    private static func serve(_ settings: Settings) async throws {
        let configuration = try FrontConfiguration(settings)
        let logger = try settings.startLogging("front")
        var group = ServiceGroupConfiguration(
            services: [try buildApplication(configuration, logger: logger)],
            gracefulShutdownSignals: [.sigterm, .sigint],
            logger: logger
        )
        // Longer than most uploads, shorter than a platform's patience.
        group.maximumGracefulShutdownDuration = .seconds(20)
        do {
            try await ServiceGroup(configuration: group).run()
        } catch let error as IOError {
            let reason = String(cString: strerror(error.errnoCode))
            throw SettingError(
                "can't listen on \(configuration.host):\(configuration.port): \(reason); choose another --host or --port"
            )
        }
    }

    private static func say(_ text: String) -> Int32 {
        print(text)
        return 0
    }

    private static func complain(_ text: String, _ code: Int32) -> Int32 {
        FileHandle.standardError.write(Data("pannier-front: \(text)\n".utf8))
        return code
    }
}
