// SPDX-License-Identifier: GPL-3.0-or-later

import ArgumentParser
import Settings

/// Which shared folder and job records.
struct SiteOptions: ParsableArguments {
    @OptionGroup var home: HomeOptions
    @OptionGroup var state: StateOption

    func settings() async throws -> Settings { try await home.settings(state: state) }

    /// Opens what is there; makes nothing.
    func site() async throws -> Site { try Site(await settings(), .look) }
}
