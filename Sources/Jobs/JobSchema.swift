// SPDX-License-Identifier: GPL-3.0-or-later

import GRDB

/// The tables, by migrations that are never edited once shipped.
enum JobSchema {
    static var migrator: DatabaseMigrator {
        var migrator = DatabaseMigrator()
        migrator.registerMigration("jobs") { try $0.execute(sql: jobs) }
        migrator.registerMigration("ends") { try $0.execute(sql: ends) }
        return migrator
    }

    /// Times are milliseconds since 1970. `run_at` is when a queued or retrying job may start.
    private static let jobs = """
        CREATE TABLE jobs (
            id TEXT PRIMARY KEY NOT NULL CHECK (length(id) = 36),
            state TEXT NOT NULL
                CHECK (state IN ('queued', 'running', 'retrying', 'completed', 'failed', 'cancelled')),
            name TEXT NOT NULL,
            media_type TEXT,
            bytes INTEGER CHECK (bytes >= 0),
            sha256 TEXT CHECK (length(sha256) = 64),
            priority INTEGER NOT NULL,
            attempt INTEGER NOT NULL DEFAULT 0 CHECK (attempt >= 0),
            token INTEGER NOT NULL DEFAULT 0 CHECK (token >= 0),
            pages_total INTEGER CHECK (pages_total >= 0),
            pages_done INTEGER NOT NULL DEFAULT 0 CHECK (pages_done >= 0),
            pages_failed INTEGER NOT NULL DEFAULT 0 CHECK (pages_failed >= 0),
            options TEXT NOT NULL CHECK (json_valid(options)),
            created_at INTEGER NOT NULL,
            started_at INTEGER,
            finished_at INTEGER,
            run_at INTEGER NOT NULL,
            error_code TEXT,
            error_message TEXT,
            CHECK ((error_code IS NULL) = (error_message IS NULL)),
            CHECK ((finished_at IS NOT NULL) = (state IN ('completed', 'failed', 'cancelled'))),
            CHECK (state <> 'failed' OR error_code IS NOT NULL)
        ) STRICT;

        CREATE INDEX jobs_next ON jobs (priority DESC, run_at, id, state)
            WHERE state IN ('queued', 'retrying');
        CREATE INDEX jobs_by_state ON jobs (state, created_at DESC, id DESC);
        CREATE INDEX jobs_by_time ON jobs (created_at DESC, id DESC);

        CREATE TABLE job_events (
            number INTEGER PRIMARY KEY AUTOINCREMENT,
            job TEXT NOT NULL,
            at INTEGER NOT NULL,
            kind TEXT NOT NULL CHECK (
                kind IN ('queued', 'running', 'retrying', 'completed', 'failed', 'cancelled', 'deleted')),
            attempt INTEGER NOT NULL,
            reason TEXT
        ) STRICT;

        CREATE INDEX job_events_by_job ON job_events (job, number);
        """

    private static let ends = "CREATE INDEX jobs_ended ON jobs (finished_at, id) WHERE finished_at IS NOT NULL"
}
