// SPDX-License-Identifier: GPL-3.0-or-later

import CAttacks
import CLinux
import Glibc

extension Attack {
    static let onFiles: [Attack] = [
        Attack("read /etc/passwd") { _ in Int(open("/etc/passwd", O_RDONLY)) },
        Attack("read /proc/1/environ") { _ in Int(open("/proc/1/environ", O_RDONLY)) },
        Attack("read its own /proc/self/environ") { _ in Int(open("/proc/self/environ", O_RDONLY)) },
        Attack("write its own /proc/self/mem") { _ in Int(open("/proc/self/mem", O_RDWR)) },
        Attack("read the parent's memory file") { Int(open("/proc/\($0.parent)/mem", O_RDONLY)) },
        Attack("list /") { _ in Int(open("/", O_RDONLY | O_DIRECTORY)) },
        Attack("read another job's document") { Int(open($0.grounds.other + "/document", O_RDONLY)) },
        Attack("read it beside its own folder") { Int(openat($0.slices, "../other/document", O_RDONLY)) },
        Attack("read it through /proc/self/root") {
            Int(open("/proc/self/root" + $0.grounds.other + "/document", O_RDONLY))
        },
        Attack("read it through the zygote's descriptor") {
            var byte: UInt8 = 0
            return read($0.grounds.secret, &byte, 1)
        },
        Attack("write another job's document") { Int(open($0.grounds.other + "/document", O_WRONLY)) },
        Attack("cut another job's document") { hand in
            call(Int32(SYS_truncate), path: hand.grounds.other + "/document") { [$0, 0] }
        },
        Attack("remove another job's document") { Int(unlinkat(AT_FDCWD, $0.grounds.other + "/document", 0)) },
        Attack("rename another job's document") { Int(rename($0.grounds.other + "/document", "/tmp/stolen")) },
        Attack("create a file in another job's folder") {
            Int(open($0.grounds.other + "/new", O_WRONLY | O_CREAT, 0o644))
        },
        Attack("make a folder in another job's folder") { Int(mkdirat(AT_FDCWD, $0.grounds.other + "/new", 0o755)) },
        Attack("create a file in /tmp") { _ in Int(open("/tmp/pannier-attack", O_WRONLY | O_CREAT, 0o644)) },
        Attack("create a file among the fonts") { _ in Int(open("/usr/share/fonts/new", O_WRONLY | O_CREAT, 0o644)) },
        Attack("write its document by path") { Int(open($0.grounds.path + "/document", O_WRONLY)) },
        Attack("write its document by descriptor") { write($0.document, "x", 1) },
        Attack("open by handle") { hand in call(Int32(SYS_open_by_handle_at), Int(hand.document), 0, 0) },
    ]

    static let onOwnFolders: [Attack] = [
        Attack("a file without a name in its own folder") {
            Int(openat($0.slices, ".", O_WRONLY | Int32(pannier_nameless_file) | O_DIRECTORY, 0o644))
        },
        Attack("a symbolic link in its own folder") { Int(symlinkat("/etc/passwd", $0.results, "link")) },
        Attack("a hard link from another job's folder") {
            Int(linkat(AT_FDCWD, $0.grounds.other + "/document", $0.results, "stolen", 0))
        },
        Attack("a hard link into another job's folder") {
            close(openat($0.slices, "mine", O_WRONLY | O_CREAT, 0o644))
            return Int(linkat($0.slices, "mine", AT_FDCWD, $0.grounds.other + "/planted", 0))
        },
        Attack("a FIFO in its own folder") { Int(mknodat($0.slices, "fifo", S_IFIFO | 0o644, 0)) },
        Attack("a device in its own folder") { Int(mknodat($0.slices, "device", S_IFBLK | 0o644, 0)) },
        Attack("the mode of its own file") { Int(fchmodat($0.slices, "own", 0o4777, 0)) },
        Attack("the mode of an open file") { Int(fchmod($0.slices, 0o4777)) },
        Attack("the owner of its own file") { Int(fchownat($0.slices, "own", getuid(), getgid(), 0)) },
        Attack("an attribute of its own folder") { hand in
            call(Int32(SYS_fsetxattr), path: "user.pannier") { [Int(hand.slices), $0, $0, 4, 0] }
        },
        Attack("a lease on its own folder") { Int(fcntl($0.slices, F_SETOWN, $0.parent)) },
    ]
}
