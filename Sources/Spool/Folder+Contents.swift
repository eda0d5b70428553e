// SPDX-License-Identifier: GPL-3.0-or-later

extension Folder {
    /// The bytes of a file in a folder here; nil where there is none, or nothing that can be read as one.
    func contents(of name: FileName, in inner: FileName, limit: Int) throws(SpoolError) -> [UInt8]? {
        do throws(SpoolError) {
            return try folder(inner).file(name).contents(limit: limit)
        } catch {
            guard error.isPassing else { return nil }
            throw error
        }
    }
}
