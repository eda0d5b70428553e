// SPDX-License-Identifier: GPL-3.0-or-later

/// Where a table may be.
struct TableRegion {
    var box: Box
    /// Level rules within it, ascending.
    var levels: [RuleSet.Rule]
    var uprights: [RuleSet.Rule]
    /// Whether rules frame cells.
    var isGrid: Bool
}
