// SPDX-License-Identifier: GPL-3.0-or-later

import NIOCore

/// Feeds a form's parts to a submission as they come.
struct FormReader {
    private enum Part {
        case none, file
        case field(name: String, value: ByteBuffer)
    }

    private var parser: MultipartParser
    private var part = Part.none
    private(set) var fields: OptionFields

    /// - Parameter fields: what the query has said.
    init(boundary: String, fields: OptionFields) {
        parser = MultipartParser(boundary: boundary)
        self.fields = fields
    }

    mutating func read(_ body: inout BodyReader, into submission: inout Submission) async throws {
        while let buffer = try await body.next() {
            parser.feed(buffer)
            while let event = try parser.next() { try await handle(event, &submission) }
        }
        try parser.finish()
    }

    private mutating func handle(_ event: MultipartEvent, _ submission: inout Submission) async throws {
        switch event {
        case .part(let header): try await begin(header, &submission)
        case .data(let buffer): try await append(buffer, &submission)
        case .endOfPart:
            if case .field(let name, let value) = part { try fields.add(name, String(buffer: value)) }
            part = .none
        }
    }

    private mutating func begin(_ header: PartHeader, _ submission: inout Submission) async throws {
        if header.name == "file" {
            part = .file
            try await submission.begin(name: header.fileName)
        } else if OptionFields.names.contains(header.name) {
            part = .field(name: header.name, value: ByteBuffer())
        } else {
            throw Problem.unknownField(header.name, known: ["file"] + OptionFields.names)
        }
    }

    private mutating func append(_ buffer: ByteBuffer, _ submission: inout Submission) async throws {
        switch part {
        case .none: break
        case .file: try await submission.append(buffer)
        case .field(let name, var value):
            guard value.readableBytes + buffer.readableBytes <= OptionFields.mostBytes else {
                throw OptionFields.tooLong(name)
            }
            value.writeImmutableBuffer(buffer)
            part = .field(name: name, value: value)
        }
    }
}
