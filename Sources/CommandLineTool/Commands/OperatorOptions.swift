// SPDX-License-Identifier: GPL-3.0-or-later

import ArgumentParser

/// Which jobs an operator's command is about.
struct OperatorOptions: ParsableArguments {
    @Argument(help: ArgumentHelp("Jobs' ids, or their first characters (4 or more).", valueName: "id"))
    var ids: [String]

    @OptionGroup var folders: SiteOptions
    @OptionGroup var format: JSONOption
}
