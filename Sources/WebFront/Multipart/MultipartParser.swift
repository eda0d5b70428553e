// SPDX-License-Identifier: GPL-3.0-or-later

import Glibc
import NIOCore

/// Reads multipart/form-data (RFC 7578) from buffers as they come. What it passes on are slices of them: nothing is
/// gathered but a part's header and what may turn out to be a boundary.
struct MultipartParser {
    static let mostParts = 1000
    static let mostHeaderBytes = 16 * 1024

    private enum State {
        case preamble
        /// Behind a delimiter, which is one only if its line ends as it should.
        case delimiter(inPart: Bool)
        case header
        case content
        case epilogue
    }

    /// CR LF and the dashes are part of what ends a part's content.
    private let delimiter: [UInt8]
    private var state = State.preamble
    /// What has not been read yet. The first delimiter needs no line before it, so one is put there.
    private var pending = ByteBuffer(string: "\r\n")
    private var parts = 0
    private var preamble = 0

    init(boundary: String) { delimiter = Array("\r\n--\(boundary)".utf8) }

    mutating func feed(_ buffer: ByteBuffer) {
        guard pending.readableBytes > 0 else { return pending = buffer }
        var joined = ByteBuffer()
        joined.reserveCapacity(pending.readableBytes + buffer.readableBytes)
        joined.writeImmutableBuffer(pending)
        joined.writeImmutableBuffer(buffer)
        pending = joined
    }

    /// Nil where more has to be fed first.
    mutating func next() throws(MultipartError) -> MultipartEvent? {
        while true {
            switch state {
            case .preamble: guard try skipPreamble() else { return nil }
            case .delimiter(let inPart):
                switch delimiterLine() {
                case .incomplete: return nil
                case .content:
                    state = inPart ? .content : .preamble
                    if inPart { return .data(ByteBuffer(bytes: delimiter)) }
                case .next, .last:
                    if inPart { return .endOfPart }
                }
            case .header: return try header().map(MultipartEvent.part)
            case .content:
                guard let content = takeContent() else { return nil }
                if content.readableBytes > 0 { return .data(content) }
            case .epilogue:
                pending.clear()
                return nil
            }
        }
    }

    /// To be called when the body has ended.
    func finish() throws(MultipartError) {
        switch state {
        case .epilogue: return
        case .preamble: throw .noFirstBoundary
        case .delimiter, .header, .content: throw .noFinalBoundary
        }
    }

    private mutating func skipPreamble() throws(MultipartError) -> Bool {
        let skipped = takeContent()
        preamble += skipped?.readableBytes ?? 0
        guard preamble <= Self.mostHeaderBytes else { throw .noFirstBoundary }
        return skipped != nil
    }

    /// Content up to the next delimiter, or as much as can't be the beginning of one; nil where there is none.
    private mutating func takeContent() -> ByteBuffer? {
        if let index = pending.firstIndex(of: delimiter) {
            let content = pending.readSlice(length: index)
            pending.moveReaderIndex(forwardBy: delimiter.count)
            if case .content = state { state = .delimiter(inPart: true) } else { state = .delimiter(inPart: false) }
            return content
        }
        let length = pending.readableBytes - pending.endingPrefix(of: delimiter)
        return length > 0 ? pending.readSlice(length: length) : nil
    }

    private enum DelimiterLine { case incomplete, content, next, last }

    /// Reads what stands between a delimiter and the end of its line.
    private mutating func delimiterLine() -> DelimiterLine {
        let bytes = pending.readableBytesView
        if bytes.starts(with: [UInt8(ascii: "-"), UInt8(ascii: "-")]) {
            state = .epilogue
            return .last
        }
        let padding = bytes.prefix { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") }.count
        let rest = bytes.dropFirst(padding)
        guard padding <= 64, rest.first == nil || rest.first == UInt8(ascii: "\r") || bytes.elementsEqual([0x2D]) else {
            return .content
        }
        guard rest.count >= 2 else { return .incomplete }
        guard rest.dropFirst().first == UInt8(ascii: "\n") else { return .content }
        pending.moveReaderIndex(forwardBy: padding + 2)
        state = .header
        return .next
    }

    private mutating func header() throws(MultipartError) -> PartHeader? {
        let lineEnd = Array("\r\n".utf8)
        let length = pending.readableBytesView.starts(with: lineEnd) ? 0 : pending.firstIndex(of: lineEnd + lineEnd)
        guard let length else {
            guard pending.readableBytes <= Self.mostHeaderBytes else { throw .headerTooLarge }
            return nil
        }
        guard length <= Self.mostHeaderBytes else { throw .headerTooLarge }
        parts += 1
        guard parts <= Self.mostParts else { throw .tooManyParts }
        let block = pending.readSlice(length: length) ?? ByteBuffer()
        pending.moveReaderIndex(forwardBy: length == 0 ? 2 : 4)
        state = .content
        return try PartHeader(String(buffer: block))
    }
}

extension ByteBuffer {
    /// How many readable bytes stand before `pattern`.
    fileprivate func firstIndex(of pattern: [UInt8]) -> Int? {
        withUnsafeReadableBytes { bytes -> Int? in
            guard let start = bytes.baseAddress else { return nil }
            var offset = 0
            while bytes.count - offset >= pattern.count {
                let candidates = bytes.count - offset - pattern.count + 1
                guard let found = memchr(start + offset, Int32(pattern[0]), candidates) else { return nil }
                if memcmp(found, pattern, pattern.count) == 0 { return UnsafeRawPointer(found) - start }
                offset = UnsafeRawPointer(found) - start + 1
            }
            return nil
        }
    }

    /// How many of the last bytes are the beginning of `pattern`, which the bytes don't contain as a whole.
    fileprivate func endingPrefix(of pattern: [UInt8]) -> Int {
        withUnsafeReadableBytes { bytes in
            let tail = bytes.suffix(pattern.count - 1)
            let start = tail.indices.first { tail[$0] == pattern[0] && pattern.starts(with: tail[$0...]) }
            return start.map { tail.endIndex - $0 } ?? 0
        }
    }
}
