// SPDX-License-Identifier: GPL-3.0-or-later

import ArgumentParser
import Glibc

/// The command line.
@main
struct Pannier: AsyncParsableCommand {
    /// Of this release.
    static let version = "0.1.0"

    static let configuration = CommandConfiguration(
        commandName: "pannier",
        abstract: "Hands documents to the sidecar, follows them, and looks after them.",
        discussion: CommandStatus.help,
        version: version,
        groupedSubcommands: [
            CommandGroup(
                name: "Documents",
                subcommands: [
                    SubmitCommand.self, StatusCommand.self, JobsCommand.self, CancelCommand.self, RetryCommand.self,
                    RemoveCommand.self, ConvertCommand.self,
                ]
            ),
            CommandGroup(
                name: "Operation",
                subcommands: [UpCommand.self, StatsCommand.self, PruneCommand.self, DoctorCommand.self]
            ),
        ]
    )

    static func main() async {
        let parsed: any ParsableCommand
        do {
            parsed = try parseAsRoot()
        } catch {
            exit(withError: error)
        }
        do {
            try await run(parsed)
        } catch let code as ExitCode {
            Glibc.exit(code.rawValue)
        } catch let help as CleanExit {
            // Named alone, the program asks for its help.
            exit(withError: help)
        } catch {
            Console.note(CommandStatus.sentence(for: error))
            Glibc.exit(CommandStatus(for: error).rawValue)
        }
    }

    @concurrent
    private static func run(_ parsed: sending any ParsableCommand) async throws {
        var command = parsed
        if var asynchronous = command as? any AsyncParsableCommand {
            try await asynchronous.run()
        } else {
            do {
                try command.run()
            } catch {
                // The parser's own, such as `help`.
                exit(withError: error)
            }
        }
    }
}
