// SPDX-License-Identifier: GPL-3.0-or-later

import Conversion
import Foundation

/// LibreOffice as an external converter: office files to PDF, without a window, with a profile of its own for each run.
enum LibreOffice {
    /// The program itself, not the script around it: that one starts others.
    static let usualPlace = "/usr/lib/libreoffice/program/soffice.bin"

    private static let documents = [
        "text/html", "text/rtf", "application/rtf",
        "application/msword", "application/vnd.ms-excel", "application/vnd.ms-powerpoint",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "application/vnd.openxmlformats-officedocument.presentationml.presentation",
        "application/vnd.oasis.opendocument.text", "application/vnd.oasis.opendocument.text-template",
        "application/vnd.oasis.opendocument.spreadsheet", "application/vnd.oasis.opendocument.spreadsheet-template",
        "application/vnd.oasis.opendocument.presentation", "application/vnd.oasis.opendocument.presentation-template",
        "application/vnd.oasis.opendocument.graphics",
    ]

    /// Text of fields says neither its encoding nor what separates them: it has to be told.
    static let separatedText = ["text/csv", "text/tab-separated-values"]
    private static let textImport = "--infilter=Text - txt - csv (StarCalc):\(ExternalConverter.importOptions)"

    static func converters(program: String, seconds: Double, memory: UInt64) -> [ExternalConverter] {
        [(documents, []), (separatedText, [textImport])].map { takes, options in
            converter(takes, options, program: program, seconds: seconds, memory: memory)
        }
    }

    private static func converter(
        _ takes: [String],
        _ options: [String],
        program: String,
        seconds: Double,
        memory: UInt64
    ) -> ExternalConverter {
        ExternalConverter(
            name: "LibreOffice",
            command: [
                program, "--headless", "--norestore", "--nologo", "--nodefault", "--nolockcheck",
                "--nofirststartwizard", "-env:UserInstallation=file://{folder}/profile",
            ] + options + ["--convert-to", "pdf", "--outdir", "{output}", "{document}"],
            takes: takes,
            makes: .pdf,
            seconds: seconds,
            memory: memory,
            // paperconf and gpgconf, through others: it does without where the sandbox refuses.
            helpers: 4,
            reads: [installation(of: program), "/etc/libreoffice", "/var/spool/libreoffice"],
            files: ["profile/user/registrymodifications.xcu": registry],
            // Its line to a second instance: the place is fixed where /tmp can be written.
            socketPrefix: "/tmp/OSL_PIPE_",
            // With a new profile it wants to be started again once it has looked through its extensions.
            restartCode: 81,
            absence: "This type needs LibreOffice, which is not installed at \(program); install Debian's "
                + "libreoffice-writer-nogui, libreoffice-calc-nogui and libreoffice-impress-nogui, or name soffice.bin in "
                + "the setting libreoffice."
        )
    }

    /// The folder that holds `program/soffice.bin`; never all there is.
    private static func installation(of program: String) -> String {
        let folder = URL(fileURLWithPath: program).deletingLastPathComponent()
        let whole = folder.deletingLastPathComponent()
        return whole.path == "/" ? folder.path : whole.path
    }

    /// No macros, and nothing that a document points to is fetched; the PDF says what is a heading, a list or a table.
    private static let registry = """
        <?xml version="1.0" encoding="UTF-8"?>
        <oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema" \
        xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
        <item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="MacroSecurityLevel" \
        oor:op="fuse"><value>3</value></prop></item>
        <item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="DisableMacrosExecution" \
        oor:op="fuse"><value>true</value></prop></item>
        <item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="BlockUntrustedRefererLinks" \
        oor:op="fuse"><value>true</value></prop></item>
        <item oor:path="/org.openoffice.Office.Common/Filter/PDF/Export"><prop oor:name="UseTaggedPDF" \
        oor:op="fuse"><value>true</value></prop></item>
        </oor:items>

        """
}
