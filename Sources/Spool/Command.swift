// SPDX-License-Identifier: GPL-3.0-or-later

/// What an operator asks of the worker, as an empty file `<id>.<verb>` in `commands/`. Asking twice is asking once.
package struct Command: Hashable, Sendable {
    package enum Verb: String, Sendable, CaseIterable {
        case cancel, retry, delete
        /// Deletes a job that has ended, and no other.
        case prune
    }

    package let verb: Verb
    package let id: JobID

    package init(_ verb: Verb, _ id: JobID) {
        self.verb = verb
        self.id = id
    }

    /// Nil for a name that is no command.
    init?(_ name: FileName) {
        let parts = name.description.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
        guard parts.count == 2, let id = JobID(parts[0]), let verb = Verb(rawValue: String(parts[1])) else {
            return nil
        }
        self.init(verb, id)
    }

    var fileName: FileName { id.fileName(suffix: "." + verb.rawValue) }
}

extension Spool {
    /// Hands a command in, durably.
    package func post(_ command: Command) throws(SpoolError) {
        let draft = JobID().fileName(suffix: ".command")
        try uploads.writeFile(draft, [])
        try uploads.rename(draft, over: command.fileName, in: commands)
        try commands.synchronize()
    }

    /// What waits to be done; other names are removed, nobody will ever read them.
    package func pendingCommands() throws(SpoolError) -> [Command] {
        var pending: [Command] = []
        for name in try commands.entries() {
            if let command = Command(name) {
                pending.append(command)
            } else if !name.hasPrefix(".") {
                try? commands.removeTree(name)
            }
        }
        return pending.sorted { ($0.id.text, $0.verb.rawValue) < ($1.id.text, $1.verb.rawValue) }
    }

    /// Removes it, by way of a folder that only the active worker has. Once it is there it is done: where it can't be
    /// removed, the next one takes its place.
    package func finish(_ command: Command) throws(SpoolError) {
        let done: FileName = ".finished-command"
        do throws(SpoolError) {
            try commands.rename(command.fileName, over: done, in: building)
        } catch {
            if error.isMissing, try !commands.contains(command.fileName) { return }
            throw error
        }
        try? building.remove(done)
    }
}
