// SPDX-License-Identifier: GPL-3.0-or-later

import FoundationEssentials
import HTTPTypes
import Hummingbird
import HummingbirdCore
import Jobs

extension Response {
    /// Coded as records are: absent is absent, times RFC 3339.
    init(json value: some Encodable, status: HTTPResponse.Status = .ok, headers: HTTPFields = [:]) throws {
        try self.init(jsonBytes: Array(RecordCoding.encoder.encode(value)), status: status, headers: headers)
    }

    init(jsonBytes bytes: [UInt8], status: HTTPResponse.Status = .ok, headers: HTTPFields = [:]) {
        var headers = headers
        headers[.contentType] = "application/json; charset=utf-8"
        headers[.cacheControl] = "no-store"
        headers[.xContentTypeOptions] = "nosniff"
        self.init(status: status, headers: headers, body: ResponseBody(byteBuffer: ByteBuffer(bytes: bytes)))
    }
}
