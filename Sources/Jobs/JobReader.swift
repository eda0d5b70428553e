// SPDX-License-Identifier: GPL-3.0-or-later

/// Reads the job records; works with the worker up, stopped or killed.
package protocol JobReader: Sendable {
    /// Nil where there is no record.
    func job(_ id: String) async throws -> Job?
    func jobs(_ query: JobQuery) async throws -> [Job]
    func counts() async throws -> [JobState: Int]
    /// Events with a number greater than `number`, in order.
    /// - Parameter job: of this job alone, or of all.
    func events(after number: Int64, job: String?, limit: Int) async throws -> [JobEvent]
}
