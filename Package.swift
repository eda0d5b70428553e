// swift-tools-version: 6.2
// SPDX-License-Identifier: GPL-3.0-or-later

import PackageDescription

// Set by Scripts/fuzz alone: then our own targets count what libFuzzer wants counted, and no other tests are built.
let isFuzzing = Context.environment["PANNIER_FUZZ"] != nil

var swift6: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
    .treatAllWarnings(as: .error),
]
if isFuzzing { swift6.append(.unsafeFlags(["-sanitize=fuzzer,address", "-enable-testing"])) }
let sanitized: [LinkerSetting] = isFuzzing ? [.unsafeFlags(["-sanitize=address"])] : []

let argumentParser = Target.Dependency.product(name: "ArgumentParser", package: "swift-argument-parser")
let configuration = Target.Dependency.product(name: "Configuration", package: "swift-configuration")
let crypto = Target.Dependency.product(name: "Crypto", package: "swift-crypto")
let database = Target.Dependency.product(name: "GRDB", package: "GRDB.swift")
let httpClient = Target.Dependency.product(name: "AsyncHTTPClient", package: "async-http-client")
let httpTypes = Target.Dependency.product(name: "HTTPTypes", package: "swift-http-types")
let hummingbird = Target.Dependency.product(name: "Hummingbird", package: "hummingbird")
let hummingbirdCore = Target.Dependency.product(name: "HummingbirdCore", package: "hummingbird")
let hummingbirdTesting = Target.Dependency.product(name: "HummingbirdTesting", package: "hummingbird")
let logging = Target.Dependency.product(name: "Logging", package: "swift-log")
let nio = Target.Dependency.product(name: "NIOCore", package: "swift-nio")
let nioEmbedded = Target.Dependency.product(name: "NIOEmbedded", package: "swift-nio")
let nioHTTP = Target.Dependency.product(name: "NIOHTTP1", package: "swift-nio")
let nioHTTPTypes = Target.Dependency.product(name: "NIOHTTPTypes", package: "swift-nio-extras")
let services = Target.Dependency.product(name: "ServiceLifecycle", package: "swift-service-lifecycle")
let signals = Target.Dependency.product(name: "UnixSignals", package: "swift-service-lifecycle")
let system = Target.Dependency.product(name: "SystemPackage", package: "swift-system")
let subprocess = Target.Dependency.product(name: "Subprocess", package: "swift-subprocess")

// The targets stand in the order in which a document meets them; Tests/ArchitectureTests holds who may import whom.
let package = Package(
    name: "pannier",
    products: [
        .executable(name: "pannier-front", targets: ["WebFront"]),
        .executable(name: "pannier-worker", targets: ["Worker"]),
        .executable(name: "pannier-converter", targets: ["Converter"]),
        .executable(name: "pannier", targets: ["CommandLineTool"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.0"),
        .package(
            url: "https://github.com/apple/swift-configuration",
            from: "1.4.0",
            traits: ["CommandLineArguments", "JSON"]
        ),
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.0"),
        .package(url: "https://github.com/apple/swift-http-types", from: "1.8.0"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.0"),
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.0"),
        .package(url: "https://github.com/apple/swift-nio-extras", from: "1.34.0"),
        .package(url: "https://github.com/apple/swift-system", from: "1.8.0"),
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
        .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.0"),
        .package(url: "https://github.com/swift-server/async-http-client", from: "1.37.0"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
        .package(url: "https://github.com/swiftlang/swift-subprocess", from: "1.0.2", traits: []),
    ],
    targets: [
        .executableTarget(
            name: "WebFront",
            dependencies: [
                "Settings", "Spool", "Jobs", "Conversion", hummingbird, hummingbirdCore, httpTypes, nio, nioHTTPTypes,
                crypto, logging, services, signals,
            ],
            resources: [
                .embedInCode("Page/Resources/index.html"), .embedInCode("Page/Resources/app.css"),
                .embedInCode("Page/Resources/app.js"),
            ],
            swiftSettings: swift6,
            linkerSettings: sanitized
        ),
        .target(name: "Spool", dependencies: ["CLinux"], swiftSettings: swift6),
        .target(name: "Jobs", dependencies: ["Conversion", database], swiftSettings: swift6),
        .executableTarget(
            name: "Worker",
            dependencies: [
                "Settings", "Spool", "Jobs", "Conversion", crypto, logging, services, signals, subprocess, system,
            ],
            swiftSettings: swift6,
            linkerSettings: sanitized
        ),
        .target(name: "Conversion", swiftSettings: swift6),
        .executableTarget(
            name: "Converter",
            dependencies: [
                "Conversion", "Confinement", "DocumentLayout", "Poppler", "Tesseract", "QPDF", "SearchablePDF",
                "CMagic", "CZip", "CLinux",
            ],
            swiftSettings: swift6,
            linkerSettings: sanitized
        ),
        .target(name: "Confinement", dependencies: ["Conversion", "CSeccomp", "CLinux"], swiftSettings: swift6),
        .target(name: "DocumentLayout", swiftSettings: swift6),
        .target(
            name: "Poppler",
            dependencies: ["CPoppler", "CPopplerDevice"],
            swiftSettings: swift6 + [.strictMemorySafety()]
        ),
        .target(name: "CPopplerDevice", dependencies: ["CPopplerCore"]),
        .systemLibrary(name: "CPopplerCore", pkgConfig: "poppler", providers: [.apt(["libpoppler-private-dev"])]),
        .systemLibrary(
            name: "CPoppler",
            pkgConfig: "poppler-glib",
            providers: [.apt(["libpoppler-glib-dev"])]
        ),
        .target(name: "Tesseract", dependencies: ["CTesseract"], swiftSettings: swift6 + [.strictMemorySafety()]),
        .systemLibrary(
            name: "CTesseract",
            providers: [.apt(["libtesseract-dev", "libleptonica-dev"])]
        ),
        .target(name: "SearchablePDF", swiftSettings: swift6),
        .target(name: "QPDF", dependencies: ["CQPDF"], swiftSettings: swift6 + [.strictMemorySafety()]),
        .systemLibrary(name: "CQPDF", pkgConfig: "libqpdf", providers: [.apt(["libqpdf-dev"])]),
        .systemLibrary(name: "CMagic", pkgConfig: "libmagic", providers: [.apt(["libmagic-dev"])]),
        .systemLibrary(name: "CZip", pkgConfig: "libzip", providers: [.apt(["libzip-dev"])]),
        .systemLibrary(name: "CSeccomp", pkgConfig: "libseccomp", providers: [.apt(["libseccomp-dev"])]),
        .systemLibrary(name: "CLinux"),
        .executableTarget(
            name: "CommandLineTool",
            dependencies: [
                "Settings", "Spool", "Jobs", "Conversion", argumentParser, crypto, httpClient, nio, nioHTTP, subprocess,
                system,
            ],
            swiftSettings: swift6
        ),
        .target(name: "Settings", dependencies: [configuration, logging, system], swiftSettings: swift6),

        .testTarget(name: "ArchitectureTests", swiftSettings: swift6),
        .testTarget(
            name: "CommandLineToolTests",
            dependencies: ["CommandLineTool", "Settings", "Spool", "Jobs", "Conversion", subprocess],
            swiftSettings: swift6
        ),
        // What the tests run inside a confined child; no product.
        .executableTarget(
            name: "Attacker",
            dependencies: ["Conversion", "Confinement", "CSeccomp", "CAttacks", "CLinux"],
            path: "Tests/Attacker",
            swiftSettings: swift6
        ),
        .target(name: "CAttacks", path: "Tests/CAttacks"),
        .testTarget(name: "ConfinementTests", dependencies: ["Attacker", subprocess, system], swiftSettings: swift6),
        .testTarget(name: "ConversionTests", dependencies: ["Conversion"], swiftSettings: swift6),
        .testTarget(
            name: "ConverterTests",
            dependencies: ["Conversion", "Converter", "DocumentLayout", "Poppler", "SearchablePDF"],
            swiftSettings: swift6
        ),
        .testTarget(name: "DocumentLayoutTests", dependencies: ["DocumentLayout"], swiftSettings: swift6),
        .testTarget(
            name: "FuzzTests",
            dependencies: [
                "CFuzzer", "WebFront", "Worker", "Converter", "Settings", "Spool", "Jobs", "Conversion",
                "DocumentLayout", nio,
            ],
            path: "Tests/Fuzz/Targets",
            swiftSettings: swift6,
            linkerSettings: sanitized
        ),
        .systemLibrary(name: "CFuzzer", path: "Tests/Fuzz/CFuzzer"),
        .testTarget(name: "JobsTests", dependencies: ["Jobs", "Conversion", database], swiftSettings: swift6),
        .testTarget(name: "SearchablePDFTests", dependencies: ["SearchablePDF"], swiftSettings: swift6),
        .testTarget(name: "SpoolTests", dependencies: ["Spool", "CLinux"], swiftSettings: swift6),
        .testTarget(name: "SettingsTests", dependencies: ["Settings"], swiftSettings: swift6),
        .testTarget(
            name: "WorkerTests",
            dependencies: ["Worker", "Settings", "Spool", "Jobs", "Conversion", database, logging],
            swiftSettings: swift6
        ),
        .testTarget(
            name: "WebFrontTests",
            dependencies: [
                "WebFront", "Settings", "Spool", "Jobs", "Conversion", hummingbird, hummingbirdTesting, httpTypes, nio,
                nioEmbedded, nioHTTPTypes,
            ],
            swiftSettings: swift6
        ),
        .testTarget(
            name: "PipelineTests",
            dependencies: [
                "WebFront", "Worker", "Converter", "CommandLineTool", "Attacker", "Spool", "Jobs", "Conversion",
                subprocess, system,
            ],
            swiftSettings: swift6
        ),
    ],
    cxxLanguageStandard: .cxx17
)

if isFuzzing { package.targets.removeAll { $0.type == .test && $0.name != "FuzzTests" } }
