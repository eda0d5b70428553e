// SPDX-License-Identifier: GPL-3.0-or-later

import CAttacks
import Glibc

extension Attack {
    /// What the attacked process listens on, as an abstract UNIX address.
    static let socketName = "pannier-attacked-\(getpid())"

    static let onSockets: [Attack] =
        families.map { name, family, kind in
            Attack("a socket: \(name)", .fails(EACCES), absences: noFamily) { _ in Int(socket(family, kind, 0)) }
        } + [
            Attack("a raw socket", .fails(EACCES), absences: noFamily) { _ in
                Int(socket(AF_INET, raw, Int32(IPPROTO_ICMP)))
            },
            Attack("a pair of sockets", .fails(EACCES)) { _ in attack_socket_pair() },
            Attack("connect to an abstract UNIX address of the zygote's", .fails(EACCES)) { _ in
                attack_connect_abstract(socketName)
            },
        ]

    private static let noFamily = privileged.union([EAFNOSUPPORT, ESOCKTNOSUPPORT, EPROTONOSUPPORT])

    /// All families that Linux has by their numbers (socket(2)), with a type that they know.
    private static let families: [(name: String, family: Int32, kind: Int32)] = [
        ("UNIX stream", 1, stream), ("UNIX datagram", 1, datagram), ("IPv4 stream", 2, stream),
        ("IPv4 datagram", 2, datagram), ("AX.25", 3, datagram), ("IPX", 4, datagram),
        ("AppleTalk", 5, datagram), ("IPv6 stream", 10, stream), ("IPv6 datagram", 10, datagram),
        ("keys", 15, raw), ("netlink", 16, raw), ("packets", 17, datagram), ("ATM", 20, datagram),
        ("RDS", 21, packet), ("PPP", 24, datagram), ("CAN", 29, datagram), ("TIPC", 30, packet),
        ("Bluetooth", 31, stream), ("ISDN", 34, raw), ("phones", 35, datagram), ("802.15.4", 36, datagram),
        ("CAIF", 37, stream), ("kernel cryptography", 38, packet), ("near field", 39, datagram),
        ("virtual machines", 40, stream), ("KCM", 41, datagram), ("Qualcomm", 42, datagram), ("SMC", 43, stream),
        ("XDP", 44, raw), ("MCTP", 45, datagram),
    ]

    private static let stream = Int32(SOCK_STREAM.rawValue)
    private static let datagram = Int32(SOCK_DGRAM.rawValue)
    private static let raw = Int32(SOCK_RAW.rawValue)
    private static let packet = Int32(SOCK_SEQPACKET.rawValue)
}
