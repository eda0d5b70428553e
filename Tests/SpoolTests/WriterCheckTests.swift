// SPDX-License-Identifier: GPL-3.0-or-later

import CLinux
import Glibc
import Spool
import Testing

struct WriterCheckTests {
    /// Whoever opens the file while it is looked at has the kernel signal that, by default with one that kills.
    @Test func outlivesAWriterThatComesInThatMoment() throws {
        let home = try TemporaryHome()
        try home.write("words", to: "inbox/a.txt")
        #expect(try home.claim("a.txt").claim != nil)
        try home.write("words", to: "inbox/b.txt")
        let file = try home.spool.inbox.file("b.txt")
        try #require(pannier_take_read_lease(file.descriptor) == 0)
        let writer = open(home.path + "/inbox/b.txt", O_WRONLY | O_NONBLOCK | O_CLOEXEC)
        #expect(writer < 0 && errno == EWOULDBLOCK)
        _ = pannier_drop_lease(file.descriptor)
    }
}
