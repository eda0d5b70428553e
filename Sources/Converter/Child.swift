// SPDX-License-Identifier: GPL-3.0-or-later

import CLinux
import Confinement
import Conversion
import Glibc

/// The life of a child: confine itself, do one step, report, end.
enum Child {
    /// - Parameters:
    ///   - request: the step, and what it may use.
    ///   - descriptors: those that came with the request, in its order.
    ///   - parent: the zygote's process id.
    ///   - sandbox: what the child enters first.
    ///   - engine: what the zygote has loaded.
    static func run(
        _ request: ConversionRequest,
        descriptors: [Int32],
        parent: pid_t,
        sandbox: Sandbox,
        engine: borrowing Engine
    ) -> Never {
        var reports = ReportPipe(descriptor: descriptors[request.descriptorCount - 1])
        do {
            let descriptors = try ChildDescriptors(arranging: descriptors)
            reports = ReportPipe(descriptor: descriptors.reports)
            if case .external(let run) = request.step {
                let (document, folder) = (descriptors.given[0], Folder(descriptor: descriptors.given[1]))
                try sandbox.enterLauncher(parent: parent, folder: folder.descriptor)
                try Launcher.run(run, in: sandbox, document: document, folder: folder, reports: reports)
                _exit(0)
            }
            let folders = request.step.folders(among: descriptors.given)
            try sandbox.enter(request.limits, parent: parent, folders: folders)
            try perform(request, descriptors, reports, engine)
            _exit(0)
        } catch {
            reports.send(.failed(Failure(describing: error)))
            _exit(ChildExit.failed)
        }
    }

    private static func perform(
        _ request: ConversionRequest,
        _ descriptors: ChildDescriptors,
        _ reports: ReportPipe,
        _ engine: borrowing Engine
    ) throws {
        let given = descriptors.given
        switch request.step {
        case .inspect(let first):
            let (slices, results) = (Folder(descriptor: given[1]), Folder(descriptor: given[2]))
            try OpeningStep(
                request: request,
                first: first,
                document: given[0],
                folder: slices,
                results: results,
                reports: reports
            ).run(engine)
        case .slice(let range):
            try convert(range, request, given, reports, engine)
        case .assemble(let plan):
            let slices = SliceFolder(Folder(descriptor: given[1]), reports)
            let results = Folder(descriptor: given[2])
            try AssembleStep(plan, request, document: given[0], slices: slices, output: results).run()
        case .external: throw Failure(.internal, "Another program is started by its launcher alone.")
        }
    }

    private static func convert(
        _ range: PageRange,
        _ request: ConversionRequest,
        _ given: [Int32],
        _ reports: ReportPipe,
        _ engine: borrowing Engine
    ) throws {
        let (document, slices) = (given[0], SliceFolder(Folder(descriptor: given[1]), reports))
        guard let mediaType = request.textType else {
            return try SliceStep(request: request, document: document, output: slices, reports: reports)
                .run(range, engine)
        }
        try PassThroughStep(
            request: request,
            mediaType: mediaType,
            document: document,
            output: slices,
            reports: reports
        ).run()
    }
}
