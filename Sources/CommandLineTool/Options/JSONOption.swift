// SPDX-License-Identifier: GPL-3.0-or-later

import ArgumentParser

/// Whether people or programs read the answer.
struct JSONOption: ParsableArguments {
    @Flag(help: "Answer in JSON: one document, or a line for each change where jobs are followed.")
    var json = false
}

extension JSONOption {
    /// How followed jobs are shown.
    func display(_ source: any JobSource) -> any FollowDisplay {
        if json { return JSONLines() }
        return Console.isTerminal ? ProgressBar(source: source) : PlainLines(source: source)
    }
}
