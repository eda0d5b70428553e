// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import Spool
import Testing

struct StateFolderTests {
    let home: TemporaryHome
    let state: StateFolder

    init() throws {
        home = try TemporaryHome()
        state = try StateFolder(path: home.path + "/state")
    }

    /// Whoever is cut short between asking and noting asks again.
    @Test func aStartOfTheMachineIsNewUntilItIsNoted() throws {
        #expect(try state.isAfterBoot)
        #expect(try state.isAfterBoot)
        try state.noteBoot()
        #expect(try !state.isAfterBoot)
        try home.write("another one", to: "state/boot_id")
        #expect(try state.isAfterBoot)
    }

    @Test func aDamagedDatabaseIsSetAsideOnce() throws {
        try home.write("records", to: "state/jobs.sqlite")
        #expect(try !state.isDatabaseDamaged)
        try state.noteDamage()
        try state.noteDamage()
        #expect(try state.isDatabaseDamaged)
        let name = try state.setDatabaseAside(at: Date())
        #expect(try home.read("state/\(name)") == "records")
        #expect(try !state.isDatabaseDamaged)
    }
}
