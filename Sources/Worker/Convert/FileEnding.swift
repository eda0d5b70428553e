// SPDX-License-Identifier: GPL-3.0-or-later

/// Endings of file names by which programs know the types that they open.
enum FileEnding {
    static func of(_ mediaType: String) -> String? { known[mediaType] }

    private static let known = [
        "application/pdf": "pdf", "text/plain": "txt", "text/markdown": "md", "text/html": "html", "text/csv": "csv",
        "text/tab-separated-values": "tsv", "text/rtf": "rtf", "application/rtf": "rtf",
        "application/msword": "doc", "application/vnd.ms-excel": "xls", "application/vnd.ms-powerpoint": "ppt",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "docx",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": "xlsx",
        "application/vnd.openxmlformats-officedocument.presentationml.presentation": "pptx",
        "application/vnd.oasis.opendocument.text": "odt",
        "application/vnd.oasis.opendocument.text-template": "ott",
        "application/vnd.oasis.opendocument.spreadsheet": "ods",
        "application/vnd.oasis.opendocument.spreadsheet-template": "ots",
        "application/vnd.oasis.opendocument.presentation": "odp",
        "application/vnd.oasis.opendocument.presentation-template": "otp",
        "application/vnd.oasis.opendocument.graphics": "odg",
        "image/png": "png", "image/jpeg": "jpeg", "image/tiff": "tiff", "image/webp": "webp",
    ]
}
