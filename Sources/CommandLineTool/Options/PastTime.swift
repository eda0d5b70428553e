// SPDX-License-Identifier: GPL-3.0-or-later

import ArgumentParser
import FoundationEssentials
import Jobs
import Settings

/// A time as people write it: `2h` for two hours ago, a date, or RFC 3339.
struct PastTime: ExpressibleByArgument {
    let date: Date

    init?(argument: String) { self.init(argument, now: Date()) }

    init?(_ text: String, now: Date) {
        if let ago = Magnitude.duration(text) {
            date = now.addingTimeInterval(-Double(ago.components.seconds))
        } else if let exact = RecordCoding.date(text) ?? RecordCoding.date(text + "T00:00:00Z") {
            date = exact
        } else {
            return nil
        }
    }
}
