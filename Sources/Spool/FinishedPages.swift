// SPDX-License-Identifier: GPL-3.0-or-later

/// What can be read already of a job that is under way.
extension Spool {
    /// Pages whose files are whole, in order.
    package func finishedPages(of id: JobID) -> [Int] {
        (try? Progress(currentActive.folder(id.fileName)).finishedPages) ?? []
    }

    /// Opens the file that a finished page left; nil where there is none.
    package func pageFile(_ name: String, of id: JobID) -> File? {
        guard let name = FileName(name), let slices = try? currentActive.folder(id.fileName).folder(Self.slicesName),
            let file = try? slices.file(name), let info = try? file.info(), info.kind == .file
        else { return nil }
        return file
    }
}
