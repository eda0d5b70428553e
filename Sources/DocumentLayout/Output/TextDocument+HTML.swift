// SPDX-License-Identifier: GPL-3.0-or-later

extension TextDocument {
    /// What stands before and after the elements of a page of HTML. Nothing is loaded or run.
    package static let htmlHead =
        "<!doctype html>\n<html>\n<head>\n<meta charset=\"utf-8\">\n"
        + "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'\">\n</head>\n<body>\n"
    package static let htmlTail = "</body>\n</html>\n"

    /// The elements, a line each at the least, without head and tail.
    package var htmlBody: String { elements.map { HTMLWriter.element($0) + "\n" }.joined() }
}
