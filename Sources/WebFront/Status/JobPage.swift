// SPDX-License-Identifier: GPL-3.0-or-later

import Jobs

/// A page of the list of jobs.
struct JobPage: Encodable {
    let jobs: [Job]
    /// The cursor of the next page; nil at the end.
    let next: String?
}
