// SPDX-License-Identifier: GPL-3.0-or-later

import CLinux
import Conversion
import Glibc

/// The life of a child: confine itself, do one step, report, end.
enum Child {
    /// - Parameters:
    ///   - request: the step, and what it may use.
    ///   - descriptors: those that came with the request, in its order.
    ///   - parent: the zygote's process id.
    ///   - engine: what the zygote has loaded.
    static func run(_ request: ConversionRequest, descriptors: [Int32], parent: pid_t, engine: borrowing Engine)
        -> Never
    {
        var reports = ReportPipe(descriptor: descriptors[2])
        do {
            let descriptors = try ChildDescriptors(arranging: descriptors)
            reports = ReportPipe(descriptor: descriptors.reports)
            try Confinement.apply(request.limits, parent: parent)
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
        let output = Folder(descriptor: descriptors.output)
        switch request.step {
        case .inspect:
            let step = InspectStep(request: request, document: descriptors.input, output: output)
            reports.send(.inspected(try step.run(engine)))
        case .slice(let range):
            let step = SliceStep(request: request, document: descriptors.input, output: output, reports: reports)
            try step.run(range)
        case .assemble(let plan):
            let slices = Folder(descriptor: descriptors.input)
            try AssembleStep(plan: plan, outputs: request.outputs, slices: slices, output: output).run()
        }
    }
}
