// SPDX-License-Identifier: GPL-3.0-or-later

/// A program that converts what Pannier itself does not, or makes more of it: what it takes and makes, and what it may
/// use.
package struct ExternalConverter: Codable, Hashable, Sendable {
    package enum Product: String, Codable, Sendable, CaseIterable {
        /// One PDF, which then goes the way of every PDF.
        case pdf
        /// Files that are published beside the others.
        case outputs
    }

    package var name: String
    /// The program's path and its arguments. `{document}`, `{output}` and `{folder}` stand for the paths of the document,
    /// of the folder for what it makes, and of the run's own folder.
    package var command: [String]
    /// Stands in a command for how LibreOffice is to read a text of separated fields.
    package static let importOptions = "{importOptions}"

    /// Media types; `text/*` and `*/*` stand for many.
    package var takes: [String]
    package var makes: Product
    /// Wall clock of a run in seconds.
    package var seconds: Double
    /// Address space of each of its processes, in bytes.
    package var memory: UInt64
    /// Most processes at once; 1 means that it may start none.
    package var processes: Int
    /// How many others it starts for a moment where nothing keeps it from that, without need.
    package var helpers: Int
    /// Paths that it may read beside the system's programs, libraries and fonts.
    package var reads: [String]
    /// What its environment holds beside PATH, HOME, TMPDIR and LC_ALL.
    package var environment: [String: String]
    /// Files of its own folder, by their names there, before it starts.
    package var files: [String: String]
    /// Sockets that it must make outside of its folder: how their paths begin. Nobody else's are touched.
    package var socketPrefix: String?
    /// The code with which it ends where it wants to be started again.
    package var restartCode: Int32?
    /// What to tell the one whose document needs it where the program is not there.
    package var absence: String

    /// What every program may read and run, with all that lies beneath.
    package static let systemReads = [
        "/usr", "/lib", "/lib64", "/bin", "/opt", "/etc/fonts", "/etc/ld.so.cache", "/etc/localtime",
        "/etc/alternatives", "/etc/ssl/openssl.cnf", "/var/cache/fontconfig", "/dev/urandom", "/dev/zero",
        "/proc/cpuinfo", "/proc/meminfo", "/proc/self", "/sys/devices/system/cpu",
    ]

    package init(
        name: String,
        command: [String],
        takes: [String],
        makes: Product,
        seconds: Double,
        memory: UInt64,
        processes: Int = 1,
        helpers: Int = 0,
        reads: [String] = [],
        environment: [String: String] = [:],
        files: [String: String] = [:],
        socketPrefix: String? = nil,
        restartCode: Int32? = nil,
        absence: String
    ) {
        self.name = name
        self.command = command
        self.takes = takes
        self.makes = makes
        self.seconds = seconds
        self.memory = memory
        self.processes = processes
        self.helpers = helpers
        self.reads = reads
        self.environment = environment
        self.files = files
        self.socketPrefix = socketPrefix
        self.restartCode = restartCode
        self.absence = absence
    }

    package func takes(_ mediaType: String) -> Bool { takes.contains { Self.matches($0, mediaType) } }

    /// Whether a type falls under a pattern.
    package static func matches(_ pattern: String, _ mediaType: String) -> Bool {
        if pattern == mediaType || pattern == "*/*" { return true }
        return pattern.hasSuffix("/*") && mediaType.hasPrefix(pattern.dropLast())
    }
}

/// One run of an external converter.
package struct ExternalRun: Codable, Hashable, Sendable {
    package var converter: ExternalConverter
    /// Under which the run's folder holds the document: plain, with the ending of its type.
    package var documentName: String
    /// Most bytes that it may make.
    package var outputBytes: UInt64

    package init(converter: ExternalConverter, documentName: String, outputBytes: UInt64) {
        self.converter = converter
        self.documentName = documentName
        self.outputBytes = outputBytes
    }

    /// The folder for what it makes, in the run's own.
    package static let outputFolder = "output"
}
