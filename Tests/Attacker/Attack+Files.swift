// SPDX-License-Identifier: GPL-3.0-or-later

import CAttacks
import CLinux
import Conversion
import Glibc

extension Attack {
    static let onFiles: [Attack] = [
        Attack("read /etc/passwd", .fails(EACCES), from: .full) { _ in Int(open("/etc/passwd", O_RDONLY)) },
        Attack("read the zygote's environment", .fails(EACCES), from: .full, absences: privileged) {
            Int(open("/proc/\($0.parent)/environ", O_RDONLY))
        },
        Attack("read its own environment", .fails(EACCES), from: .full, absences: privileged) { _ in
            Int(open("/proc/self/environ", O_RDONLY))
        },
        Attack("write its own memory as a file", .fails(EACCES), from: .full, absences: privileged) { _ in
            Int(open("/proc/self/mem", O_RDWR))
        },
        Attack("read the zygote's memory as a file", .fails(EACCES), from: .full, absences: privileged) {
            Int(open("/proc/\($0.parent)/mem", O_RDONLY))
        },
        Attack("list /", .fails(EACCES), from: .full) { _ in Int(open("/", O_RDONLY | O_DIRECTORY)) },
        Attack("list another job's folder", .fails(EACCES), from: .full) {
            Int(open($0.grounds.other, O_RDONLY | O_DIRECTORY))
        },
        Attack("read another job's document", .fails(EACCES), from: .full) { Int(open($0.other, O_RDONLY)) },
        Attack("read it beside its own folder", .fails(EACCES), from: .full) {
            Int(openat($0.slices, "../other/document", O_RDONLY))
        },
        Attack("read it through /proc/self/root", .fails(EACCES), from: .full, absences: privileged) {
            Int(open("/proc/self/root" + $0.other, O_RDONLY))
        },
        Attack("read it through the zygote's descriptor", .fails(EBADF), from: .none) {
            var byte: UInt8 = 0
            return read($0.grounds.secret, &byte, 1)
        },
        Attack("read it by the kernel's handle", .killed, absences: privileged.union([EOPNOTSUPP, EINVAL])) {
            attack_open_handle($0.slices, $0.grounds.handle)
        },
        Attack("write another job's document", .fails(EACCES), from: .full) { Int(open($0.other, O_WRONLY)) },
        Attack("empty another job's document", .fails(EACCES), from: .full) { Int(open($0.other, O_WRONLY | O_TRUNC)) },
        Attack("cut another job's document", .killed) { call(Int(SYS_truncate), text: $0.other) },
        Attack("remove another job's document", .fails(EACCES)) { Int(unlinkat(AT_FDCWD, $0.other, 0)) },
        Attack("rename another job's document", .fails(EACCES)) { Int(rename($0.other, $0.other + ".stolen")) },
        Attack("create a file in another job's folder", .fails(EACCES), from: .full) {
            Int(open($0.grounds.other + "/new", O_WRONLY | O_CREAT, 0o644))
        },
        Attack("make a folder in another job's folder", .fails(EACCES), from: .full) {
            Int(mkdirat(AT_FDCWD, $0.grounds.other + "/new", 0o755))
        },
        Attack("create a file beside its own folders", .fails(EACCES), from: .full) {
            Int(open($0.grounds.path + "/new", O_WRONLY | O_CREAT, 0o644))
        },
        Attack("write its document by path", .fails(EACCES), from: .full) {
            Int(open($0.grounds.path + "/document", O_WRONLY))
        },
        Attack("write its document by descriptor", .fails(EACCES), from: .full, absences: privileged) {
            Int(open("/proc/self/fd/\($0.document)", O_WRONLY))
        },
    ]

    static let onOwnFolders: [Attack] = [
        Attack("a file without a name in its own folder", .fails(EACCES), absences: [EOPNOTSUPP]) {
            Int(openat($0.slices, ".", O_WRONLY | Int32(pannier_nameless_file) | O_DIRECTORY, 0o644))
        },
        Attack("a symbolic link in its own folder", .fails(EACCES)) {
            Int(symlinkat("/etc/passwd", $0.results, "link"))
        },
        Attack("a hard link to another job's document", .fails(EXDEV), from: .full) {
            Int(linkat(AT_FDCWD, $0.other, $0.results, "stolen", 0))
        },
        Attack("a hard link to it beside its own folder", .fails(EXDEV), from: .full) {
            Int(linkat($0.slices, "../other/document", $0.results, "stolen", 0))
        },
        Attack("a hard link into another job's folder", .fails(EACCES), from: .full) {
            Int(linkat($0.slices, "own", AT_FDCWD, $0.grounds.other + "/planted", 0))
        },
        Attack("a hard link to an open file", .killed, absences: privileged.union([ENOENT])) {
            Int(linkat(AT_FDCWD, "/proc/self/fd/\($0.document)", $0.results, "again", AT_SYMLINK_FOLLOW))
        },
        Attack("a FIFO in its own folder", .killed) { Int(mknodat($0.slices, "fifo", S_IFIFO | 0o644, 0)) },
        Attack("a device in its own folder", .killed) { Int(mknodat($0.slices, "device", S_IFCHR | 0o644, 0)) },
        Attack("remove a file of its own", .fails(EACCES)) { Int(unlinkat($0.slices, "own", 0)) },
        Attack("keep a file that has no name any more", .fails(EACCES)) {
            guard openat($0.results, "mine", O_WRONLY | O_CREAT, 0o644) >= 0 else { return -1 }
            return Int(unlinkat($0.results, "mine", 0))
        },
        Attack("remove a folder", .fails(EACCES)) {
            Int(unlinkat(AT_FDCWD, $0.grounds.path + "/results", AT_REMOVEDIR))
        },
        Attack("the mode of its own file", .fails(EACCES)) { Int(fchmodat($0.slices, "own", 0o4777, 0)) },
        Attack("the mode of an open file", .killed) { Int(fchmod($0.slices, 0o4777)) },
        Attack("the owner of its own file", .killed) { Int(fchownat($0.slices, "own", getuid(), getgid(), 0)) },
        Attack("an attribute of its own folder", .killed, absences: [EOPNOTSUPP]) {
            attack_attribute($0.slices)
        },
        Attack("signals when its own folder changes", .killed) { attack_control($0.slices, F_SETOWN, getpid()) },
        Attack("a watch on its own folder", .killed) { _ in call(Int(SYS_inotify_init1)) },
    ]
}

extension Attack.Hand {
    /// Another job's document.
    fileprivate var other: String { grounds.other + "/document" }
}
