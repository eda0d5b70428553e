// SPDX-License-Identifier: GPL-3.0-or-later

import ArgumentParser

/// Where the job records are. Apart from `HomeOptions` since in `pannier jobs` the flag means the state of jobs.
struct StateOption: ParsableArguments {
    @Option(help: "The folder of the job records (else PANNIER_STATE, the configuration file, <home>/state).")
    var state: String?
}
