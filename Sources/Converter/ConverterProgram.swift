// SPDX-License-Identifier: GPL-3.0-or-later

import Conversion
import Glibc

/// `pannier-converter`: started by the worker as a zygote, by people to ask what it can do.
@main
enum ConverterProgram {
    static func main() {
        switch Array(CommandLine.arguments.dropFirst()) {
        case ["--version"]: print("pannier-converter \(Engine.version)")
        case let arguments where arguments.first == "--probe": probe(options(arguments.dropFirst()))
        case let arguments: runZygote(options(arguments[...]))
        }
    }

    private static func options(_ arguments: ArraySlice<String>) -> ConverterOptions {
        guard let options = ConverterOptions(arguments) else { refuse("unknown arguments") }
        return options
    }

    private static func runZygote(_ options: ConverterOptions) -> Never {
        let socket = ControlSocket(descriptor: STDIN_FILENO)
        guard socket.isSequencedPacket else { refuse("standard input is not the worker's socket") }
        do {
            try Zygote.run(socket, options)
            exit(0)
        } catch {
            complain("\(error)")
            exit(1)
        }
    }

    private static func probe(_ options: ConverterOptions) {
        do {
            print(try Probe(options).json())
        } catch {
            complain("\(error)")
            exit(1)
        }
    }

    private static func refuse(_ reason: String) -> Never {
        complain("\(reason). pannier-worker starts this program; by hand, call it with --probe or --version.")
        exit(64)
    }

    static func complain(_ sentence: String) {
        let line = Array("pannier-converter: \(sentence)\n".utf8)
        _ = write(STDERR_FILENO, line, line.count)
    }
}

extension ControlSocket {
    fileprivate var isSequencedPacket: Bool {
        var kind: Int32 = 0
        var length = socklen_t(MemoryLayout<Int32>.size)
        guard getsockopt(descriptor, SOL_SOCKET, SO_TYPE, &kind, &length) == 0 else { return false }
        return kind == Int32(SOCK_SEQPACKET.rawValue)
    }
}
