// SPDX-License-Identifier: GPL-3.0-or-later

import Hummingbird
import HTTPTypes
import NIOCore

/// A multipart body, written by hand so that it can be wrong.
struct Form {
    static let boundary = "----limit7"
    static let headers: HTTPFields = [.contentType: "multipart/form-data; boundary=\(boundary)"]

    private var text = ""

    func field(_ name: String, _ value: String) -> Form {
        part("Content-Disposition: form-data; name=\"\(name)\"", value)
    }

    func file(_ fileName: String, _ content: String, name: String = "file") -> Form {
        part(
            "Content-Disposition: form-data; name=\"\(name)\"; filename=\"\(fileName)\"\r\nContent-Type: text/plain",
            content
        )
    }

    func part(_ header: String, _ content: String) -> Form {
        var form = self
        form.text += "--\(Self.boundary)\r\n\(header)\r\n\r\n\(content)\r\n"
        return form
    }

    var body: ByteBuffer { ByteBuffer(string: text + "--\(Self.boundary)--\r\n") }

    var bodyWithoutEnd: ByteBuffer { ByteBuffer(string: text) }
}
