// SPDX-License-Identifier: GPL-3.0-or-later

/// Why a document, a page or a request failed: fixed words that programs may compare.
package enum FailureCode: String, Codable, Sendable, CaseIterable {
    case encrypted
    case unsupportedType = "unsupported_type"
    case corrupt
    case timeout
    case memory
    case crashed
    case forbiddenSyscall = "forbidden_syscall"
    case tooLarge = "too_large"
    case tooManyPages = "too_many_pages"
    case outputTooLarge = "output_too_large"
    /// What the converter left is not what it should have made.
    case invalidOutput = "invalid_output"
    case diskFull = "disk_full"
    case ioError = "io_error"
    case cancelled
    case invalidRequest = "invalid_request"
    case unsafeFile = "unsafe_file"
    case `internal`

    /// Whether another attempt can end otherwise: what is wrong with the document itself stays wrong.
    package var isWorthRetrying: Bool {
        switch self {
        case .timeout, .memory, .crashed, .diskFull, .ioError, .internal: true
        case .encrypted, .unsupportedType, .corrupt, .forbiddenSyscall, .tooLarge, .tooManyPages, .outputTooLarge,
            .invalidOutput, .cancelled, .invalidRequest, .unsafeFile:
            false
        }
    }

    /// Whether the disk is to blame, and so no document: such an attempt counts for nothing.
    package var isOfStorage: Bool { self == .diskFull || self == .ioError }
}
