// SPDX-License-Identifier: GPL-3.0-or-later

/// What a worker publishes, by hand.
enum ResultFixture {
    static let manifest = """
        {"id":"x","name":"report.pdf","mediaType":"application/pdf","pages":{"total":3,"done":2,"failed":1},
        "failedPages":[{"page":3,"code":"timeout","message":"slow"}],"outputs":[
        {"name":"text.txt","mediaType":"text/plain; charset=utf-8","bytes":10,"sha256":"abc"},
        {"name":"pages/0001.png","mediaType":"image/png","bytes":3,"sha256":"def"},
        {"name":"document.html","mediaType":"text/html","bytes":4,"sha256":"0a0"},
        {"name":"drawing.svg","mediaType":"image/svg+xml","bytes":4,"sha256":"0b0"},
        {"name":"gone.txt","mediaType":"text/plain","bytes":4,"sha256":"0c0"},
        {"name":"../../secret","mediaType":"text/plain","bytes":4,"sha256":"0d0"}],
        "engine":{"name":"poppler"},"document":{"bytes":5,"sha256":"fff"},
        "createdAt":"2026-01-01T00:00:00.000Z","finishedAt":"2026-01-01T00:00:01.000Z"}
        """

    static let files = [
        "manifest.json": manifest, "text.txt": "0123456789", "pages/0001.png": "png", "document.html": "<p>x",
        "drawing.svg": "<svg", "document": "bytes", "unlisted.txt": "x",
    ]
}
