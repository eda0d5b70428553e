// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import Logging
import NIOCore
import ServiceLifecycle
import Settings
import Spool
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
        var configuration = try FrontConfiguration(settings)
        configuration.connections = MostConnections.makeRoom()
        let logger = try settings.startLogging("front")
        var group = ServiceGroupConfiguration(
            services: [try application(configuration, logger)],
            gracefulShutdownSignals: [.sigterm, .sigint],
            logger: logger
        )
        // Longer than most uploads, shorter than a platform's patience.
        group.maximumGracefulShutdownDuration = .seconds(20)
        do {
            try await ServiceGroup(configuration: group).run()
        } catch let error as IOError {
            throw cannotListen(configuration, String(cString: strerror(error.errnoCode)))
        } catch let error as SocketAddressError.UnknownHost {
            throw cannotListen(configuration, error.errorDescription)
        }
    }

    private static func application(_ configuration: FrontConfiguration, _ logger: Logger) throws -> any Service {
        do {
            return try buildApplication(configuration, logger: logger)
        } catch let error as SpoolError where error.code == ENOTDIR {
            throw SettingError("home=\(configuration.home) is no folder: \(error)")
        } catch let error as SpoolError where error.isAcrossMounts {
            throw SettingError(error.description)
        }
    }

    private static func cannotListen(_ configuration: FrontConfiguration, _ reason: String) -> SettingError {
        let place = "\(configuration.host):\(configuration.port)"
        return SettingError("can't listen on \(place): \(reason); choose another --host or --port")
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
