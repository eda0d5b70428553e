// SPDX-License-Identifier: GPL-3.0-or-later

extension CompoundFile {
    /// Streams of an encrypted Office file of any kind, and of an encrypted presentation.
    private static let encryptedStreams = ["EncryptedPackage", "EncryptedSummary"]

    /// Whether it can't be read without its password.
    var isEncrypted: Bool {
        Self.encryptedStreams.contains(where: holds) || isEncryptedWord || isEncryptedPresentation
    }

    /// [MS-DOC] 2.5.2: bit 8 of the flags at 10.
    private var isEncryptedWord: Bool { ByteFields(head(of: "WordDocument", 12)).short(at: 10) & 0x100 != 0 }

    /// [MS-XLS] 2.4.117: a record FilePass among the first ones; each has a number and a length before it. The password
    /// may be the one that every program knows.
    var isEncryptedWorkbook: Bool {
        ["Workbook", "Book"].contains { name in
            let fields = ByteFields(head(of: name, 512))
            var place = 0
            while let record = fields.record(at: place) {
                if record.number == 0x2F { return true }
                place += 4 + record.length
            }
            return false
        }
    }

    /// [MS-PPT] 2.3.2: the token at 12 of the stream for the current user.
    private var isEncryptedPresentation: Bool { ByteFields(head(of: "Current User", 16)).long(at: 12) == 0xF3D1_C4DF }
}

extension ByteFields {
    fileprivate func record(at place: Int) -> (number: Int, length: Int)? {
        guard place + 4 <= count else { return nil }
        let number = short(at: place)
        return number == 0 ? nil : (number, short(at: place + 2))
    }
}
