// SPDX-License-Identifier: GPL-3.0-or-later

/// What one converter child may use. The child sets the kernel's limits on itself before it reads the document; wall
/// clock is the worker's to watch.
package struct Limits: Codable, Hashable, Sendable {
    /// Address space in bytes (RLIMIT_AS).
    package var addressSpace: UInt64
    /// Processor time in seconds (RLIMIT_CPU).
    package var processorSeconds: UInt64
    /// Largest file that it may write, in bytes (RLIMIT_FSIZE).
    package var fileSize: UInt64
    /// Open descriptors (RLIMIT_NOFILE).
    package var openFiles: UInt64
    /// Pages of a document.
    package var pages: Int
    /// Pixels of one rendered page.
    package var pixels: Int
    /// Bytes of what is packed in a document, unpacked.
    package var unpackedBytes: UInt64

    package init(
        addressSpace: UInt64 = 2 << 30,
        processorSeconds: UInt64 = 600,
        fileSize: UInt64 = 10 << 30,
        openFiles: UInt64 = 64,
        pages: Int = 10_000,
        pixels: Int = 100_000_000,
        unpackedBytes: UInt64 = 1_000_000_000
    ) {
        self.addressSpace = addressSpace
        self.processorSeconds = processorSeconds
        self.fileSize = fileSize
        self.openFiles = openFiles
        self.pages = pages
        self.pixels = pixels
        self.unpackedBytes = unpackedBytes
    }
}
