// SPDX-License-Identifier: GPL-3.0-or-later

import Conversion
import Foundation
import Glibc
import Jobs
import Settings
import Spool

/// All that the worker is told at its start.
struct WorkerConfiguration: Sendable {
    var home: String
    var state: String
    /// Most children at once.
    var pool: Int
    /// What a job makes where it does not say.
    var defaults: JobOptions
    var limits: DocumentLimits
    /// Bytes of a document that is taken.
    var largestDocument: Int
    var attempts: Int
    /// Before the second attempt; doubles each time.
    var retryDelay: Duration
    var rescan: Duration
    /// Silence after which another worker's lease of the shared folder is over; nil says what the file system says.
    var homeLease: Duration?
    /// What must stay free on the disks.
    var reserve: DiskReserve
    var retention: RetentionPolicy
    var converter: String
    /// Other programs that convert: those of the configuration, then LibreOffice.
    var converters: ConverterChoice
    var confinement: Confinement

    /// - Throws: `SettingError`.
    init(_ settings: Settings) throws {
        home = settings.home
        state = settings.state
        pool = try settings.number(.pool, default: Self.cores, in: 1...1024)
        defaults = try settings.checked(SettingKey.jobs, JobOptions.init(defaults:))
        limits = try DocumentLimits(settings)
        largestDocument = try settings.bytes(.maxBody, default: 5_000_000_000)
        attempts = try settings.number(.attempts, default: 3, in: 1...100)
        retryDelay = try settings.duration(.retryDelay, default: .seconds(5))
        rescan = try settings.duration(.rescan, default: .seconds(60))
        homeLease = try Self.homeLease(settings)
        reserve = DiskReserve(bytes: try settings.bytes(.minFree).map { Int64($0) })
        retention = try RetentionPolicy(settings)
        converter = Self.sibling("pannier-converter")
        confinement = try Confinement(settings)
        converters = ConverterChoice(
            try ConverterEntry.converters(in: settings) + Self.libreOffice(settings),
            outputBytes: UInt64(limits.outputBytes)
        )
    }

    private static func homeLease(_ settings: Settings) throws -> Duration? {
        guard settings.text(.homeLease) != nil else { return nil }
        return try settings.value(.homeLease, default: .zero, allowed: "a second or more, such as 30s or 2m") { text in
            Magnitude.duration(text).flatMap { $0 >= .seconds(1) ? $0 : nil }
        }
    }

    private static func libreOffice(_ settings: Settings) throws -> [ExternalConverter] {
        LibreOffice.converters(
            program: settings.text(.libreoffice) ?? LibreOffice.usualPlace,
            seconds: try settings.duration(.officeTimeout, default: .seconds(120)).inSeconds,
            memory: UInt64(try settings.bytes(.officeMemory, default: 4_000_000_000))
        )
    }

    /// The cores that this process may use.
    private static var cores: Int { max(1, ProcessInfo.processInfo.activeProcessorCount) }

    /// A program that is installed beside this one.
    static func sibling(_ name: String) -> String {
        let me =
            (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? CommandLine.arguments[0]
        return URL(fileURLWithPath: me).deletingLastPathComponent().appendingPathComponent(name).path
    }
}
