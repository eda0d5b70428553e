// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import Glibc
import Spool

/// News of folders, by inotify(7). A hint: names may be missing (an overflow says so), and what other machines write on a
/// share is never told. The folder is the truth.
final class FolderWatcher: Sendable {
    enum News: Hashable, Sendable {
        /// - announced: its writer closed it or renamed it in.
        case entry(folder: Int, name: FileName, announced: Bool)
        case overflow
    }

    let news: AsyncStream<[News]>
    private let descriptor: Int32

    /// Watches from now on: scan after this, not before. `folder` in the news is the place in the list.
    init(_ folders: [Folder]) throws {
        descriptor = inotify_init1(Int32(IN_CLOEXEC))
        guard descriptor >= 0 else { throw SystemCallError("inotify_init1") }
        let events = UInt32(IN_CLOSE_WRITE | IN_MOVED_TO | IN_CREATE | IN_ONLYDIR)
        var places: [Int32: Int] = [:]
        for (index, folder) in folders.enumerated() {
            // Through the descriptor: the path may mean another folder by now.
            let watch = inotify_add_watch(descriptor, "/proc/self/fd/\(folder.descriptor)", events)
            guard watch >= 0 else { throw SystemCallError("inotify_add_watch \(folder.path)") }
            places[watch] = index
        }
        let (stream, continuation) = AsyncStream.makeStream(of: [News].self)
        news = stream
        let known = places
        Thread.detachNewThread { [descriptor] in
            while let batch = Self.read(descriptor, known) { continuation.yield(batch) }
            continuation.finish()
        }
    }

    /// Waits for a batch; nil where the watch is gone.
    private static func read(_ descriptor: Int32, _ places: [Int32: Int]) -> [News]? {
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        let count = Glibc.read(descriptor, &buffer, buffer.count)
        if count < 0 && errno == EINTR { return [] }
        guard count > 0 else { return nil }
        return buffer.withUnsafeBytes { parse(UnsafeRawBufferPointer(rebasing: $0.prefix(count)), places) }
    }

    /// `struct inotify_event` is four 32-bit numbers (wd, mask, cookie, len), then a name padded with NULs.
    private static func parse(_ bytes: UnsafeRawBufferPointer, _ places: [Int32: Int]) -> [News] {
        var news: [News] = []
        var offset = 0
        while offset + MemoryLayout<inotify_event>.size <= bytes.count {
            let watch = bytes.loadUnaligned(fromByteOffset: offset, as: Int32.self)
            let mask = bytes.loadUnaligned(fromByteOffset: offset + 4, as: UInt32.self)
            let length = Int(bytes.loadUnaligned(fromByteOffset: offset + 12, as: UInt32.self))
            let nameStart = offset + MemoryLayout<inotify_event>.size
            offset = nameStart + length
            if mask & UInt32(IN_Q_OVERFLOW) != 0 { news.append(.overflow) }
            let name = FileName(bytes: bytes[nameStart..<min(offset, bytes.count)].prefix { $0 != 0 })
            guard let folder = places[watch], let name else { continue }
            let announced = mask & UInt32(IN_CLOSE_WRITE | IN_MOVED_TO) != 0
            news.append(.entry(folder: folder, name: name, announced: announced))
        }
        return news
    }
}
