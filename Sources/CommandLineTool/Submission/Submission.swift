// SPDX-License-Identifier: GPL-3.0-or-later

import Jobs

/// What became of the documents of one command.
struct Submission: Encodable {
    struct Refusal: Encodable {
        let file: String
        let message: String
        let status: CommandStatus

        init(file: String, _ error: any Error) {
            self.file = file
            message = CommandStatus.sentence(for: error)
            status = CommandStatus(for: error)
        }

        private enum CodingKeys: CodingKey {
            case file, message
        }
    }

    var jobs: [Job] = []
    var refusals: [Refusal] = []

    /// Nil where all were handed in; what can't be reached outweighs what can't be converted.
    var worst: CommandStatus? {
        refusals.map(\.status).max { $0.rawValue < $1.rawValue }
    }
}
