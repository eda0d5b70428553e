// SPDX-License-Identifier: GPL-3.0-or-later

import Jobs
import Spool

/// Asks the worker to do something with jobs, and says what will happen.
struct OperatorRequest {
    private struct Answer: Encodable {
        let id: String
        let verb: String
        let accepted: Bool
        let message: String
    }

    private struct Answers: Encodable {
        let commands: [Answer]
        let workerActive: Bool
    }

    let verb: Command.Verb
    let site: Site

    /// - Throws: an exit code where something can't be asked; the others are asked all the same.
    func post(_ ids: [String], json: Bool) async throws {
        var answers: [Answer] = []
        var worst = CommandStatus.done
        for text in ids {
            do {
                let job = try await find(text)
                let message = try ask(job)
                answers.append(Answer(id: job.id, verb: verb.rawValue, accepted: true, message: message))
                if !json { Console.line("\(job.id)  \(message)  \(job.name)") }
            } catch {
                answers.append(
                    Answer(id: text, verb: verb.rawValue, accepted: false, message: CommandStatus.sentence(for: error))
                )
                Console.note(CommandStatus.sentence(for: error))
                let status = CommandStatus(for: error)
                if status.rawValue > worst.rawValue { worst = status }
            }
        }
        if json { try Console.json(Answers(commands: answers, workerActive: site.hasActiveWorker)) }
        if answers.contains(where: \.accepted) { site.noteMissingWorker() }
        if worst != .done { throw worst.code }
    }

    private func find(_ text: String) async throws -> Job {
        let id = try await site.records.id(text).text
        if let job = try await site.records.job(id) { return job }
        throw CommandFailure(.notFound, "there is no job \(id)")
    }

    private func ask(_ job: Job) throws -> String {
        if let refusal = Self.refusal(verb, job.status) {
            throw CommandFailure(.failed, "\(job.id) is \(job.status.rawValue): \(refusal)")
        }
        guard let id = JobID(job.id) else { throw CommandFailure(.notFound, "\(job.id) is no job id") }
        try site.spool.post(Command(verb, id))
        return Self.promise(verb)
    }

    /// Why a job in this state can't be asked for this, or nil.
    static func refusal(_ verb: Command.Verb, _ status: JobState) -> String? {
        switch (verb, status) {
        case (.cancel, .completed), (.cancel, .failed), (.cancel, .cancelled): "there is nothing left to cancel"
        case (.retry, .completed): "submit the document again to convert it anew"
        case (.retry, .queued), (.retry, .running), (.retry, .retrying): "it is still being worked on"
        case (.prune, .queued), (.prune, .running), (.prune, .retrying): "only what has ended is pruned"
        case (.retry, .failed), (.retry, .cancelled), (.cancel, _), (.delete, _), (.prune, _): nil
        }
    }

    private static func promise(_ verb: Command.Verb) -> String {
        switch verb {
        case .cancel: "will be cancelled"
        case .retry: "will be tried again"
        case .delete, .prune: "will be deleted with its document and results"
        }
    }
}
