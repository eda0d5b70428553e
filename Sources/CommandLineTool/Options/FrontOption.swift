// SPDX-License-Identifier: GPL-3.0-or-later

import ArgumentParser

/// A front elsewhere, in place of a shared folder here.
struct FrontOption: ParsableArguments {
    @Option(help: "A front to ask in place of the shared folder, such as http://127.0.0.1:8080.")
    var url: String?

    func client(options: [(name: String, value: String)] = []) throws -> FrontClient? {
        try url.map { try FrontClient($0, options: options) }
    }
}
