// SPDX-License-Identifier: GPL-3.0-or-later

/// One setting: flag `--name`, environment `PANNIER_NAME`, file key `name`.
package struct SettingKey: Hashable, Sendable {
    package let name: String
    /// What holds where nobody says otherwise; for people.
    package let fallback: String
    package let help: String

    private init(_ name: String, _ fallback: String, _ help: String) {
        self.name = name
        self.fallback = fallback
        self.help = help
    }

    package static let config = SettingKey("config", "none", "a JSON file with settings")
    package static let home = SettingKey("home", "./home", "the shared folder")
    package static let state = SettingKey("state", "<home>/state", "the folder of the job records; on a local disk")
    package static let host = SettingKey("host", "127.0.0.1", "address that the front listens on")
    package static let port = SettingKey("port", "8080", "port that the front listens on")
    package static let minFree = SettingKey(
        "min-free",
        "200MB, or a twentieth of a small disk",
        "space below which the worker pauses; the front refuses uploads below twice as much"
    )
    package static let pool = SettingKey("pool", "number of cores", "most converter children at once")
    package static let outputs = SettingKey(
        "outputs",
        "text,markdown,metadata,thumbnail",
        "what a job makes when it does not say"
    )
    package static let ocr = SettingKey(
        "ocr",
        "auto",
        "pages read from their picture when a job does not say: auto, always, never"
    )
    package static let lang = SettingKey("lang", "eng", "languages to expect in pictures when a job does not say")
    package static let maxBody = SettingKey("max-body", "5GB", "largest document")
    package static let pageTimeout = SettingKey("page-timeout", "60s", "wall clock for a page")
    package static let documentTimeout = SettingKey(
        "document-timeout",
        "30m",
        "time that a document's children run, all together"
    )
    package static let memory = SettingKey("memory", "2GB", "address space of a converter child")
    package static let maxPages = SettingKey("max-pages", "10000", "pages of a document")
    package static let maxPixels = SettingKey("max-pixels", "100M", "pixels of a page image")
    package static let maxOutput = SettingKey("max-output", "10GB", "bytes of a document's results")
    package static let processorTime = SettingKey(
        "processor-time",
        "16 × page-timeout, at most document-timeout",
        "processor time of a converter child"
    )
    package static let sandbox = SettingKey(
        "sandbox",
        "full",
        "how converter children are confined: full, seccomp, none"
    )
    package static let converterUser = SettingKey(
        "converter-user",
        "nobody",
        "whom converter children become where the worker is root"
    )
    package static let attempts = SettingKey("attempts", "3", "attempts before quarantine")
    package static let retryDelay = SettingKey("retry-delay", "5s", "wait before the second attempt; doubles each time")
    package static let maxUnpacked = SettingKey("max-unpacked", "1GB", "bytes of an office file, unpacked")
    package static let libreoffice = SettingKey(
        "libreoffice",
        "/usr/lib/libreoffice/program/soffice.bin",
        "LibreOffice's program"
    )
    package static let officeTimeout = SettingKey("office-timeout", "2m", "wall clock for LibreOffice on a document")
    package static let officeMemory = SettingKey("office-memory", "4GB", "address space of LibreOffice")
    /// Of the configuration file alone.
    package static let converters = SettingKey("converters", "none", "other programs that convert; in the file alone")
    package static let rescan = SettingKey("rescan", "60s", "how often the folders are looked through without an event")
    package static let homeLease = SettingKey(
        "home-lease",
        "30s on a network share; else a lock",
        "silence of a worker after which another takes the shared folder over; the same for all"
    )
    package static let keepResults = SettingKey(
        "keep-results",
        "forever",
        "how long completed jobs and their results stay"
    )
    package static let keepFailed = SettingKey("keep-failed", "forever", "how long failed and cancelled jobs stay")
    package static let keepEvents = SettingKey("keep-events", "forever", "how long events of jobs that have ended stay")
    package static let maxResults = SettingKey("max-results", "no limit", "bytes of all results; the oldest go first")
    package static let maxFailed = SettingKey("max-failed", "no limit", "bytes in quarantine; the oldest go first")
    package static let logLevel = SettingKey(
        "log-level",
        "info",
        "trace, debug, info, notice, warning, error, critical"
    )
    package static let logFormat = SettingKey("log-format", "text", "text or json")

    package static let shared: [SettingKey] = [.config, .home, .state, .logLevel, .logFormat]
    /// What is made of a document that comes without a word of it.
    package static let jobs: [SettingKey] = [.outputs, .ocr, .lang]
    package static let front: [SettingKey] = shared + jobs + [.host, .port, .maxBody, .minFree]
    package static let worker: [SettingKey] =
        shared + jobs + [
            .pool, .pageTimeout, .documentTimeout, .memory, .maxPages, .maxPixels, .maxOutput, .attempts,
            .retryDelay, .rescan, .homeLease, .minFree, .maxBody, .processorTime, .sandbox, .converterUser,
            .maxUnpacked, .libreoffice, .officeTimeout, .officeMemory, .keepResults, .keepFailed, .keepEvents,
            .maxResults, .maxFailed,
        ]
    /// What a configuration file may say: all programs read the same.
    static let file: [SettingKey] = front + worker + [.converters]
}
