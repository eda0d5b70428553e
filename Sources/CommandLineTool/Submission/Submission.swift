// SPDX-License-Identifier: GPL-3.0-or-later

import Jobs

/// What became of the documents of one command.
struct Submission: Encodable {
    struct Refusal: Encodable {
        let file: String
        let message: String
        let status: ExitStatus

        init(file: String, _ error: any Error) {
            self.file = file
            message = ExitStatus.sentence(for: error)
            status = ExitStatus(for: error)
        }

        private enum CodingKeys: CodingKey {
            case file, message
        }
    }

    var jobs: [Job] = []
    var refusals: [Refusal] = []

    /// Nil where all were handed in; what can't be reached outweighs what can't be converted.
    var worst: ExitStatus? {
        refusals.map(\.status).max { $0.rawValue < $1.rawValue }
    }
}
