// SPDX-License-Identifier: GPL-3.0-or-later

/// What a child tells while it works: one line of JSON each, through the pipe that came with its request.
package enum PageReport: Codable, Hashable, Sendable {
    case inspected(Inspection)
    case began(page: Int)
    case ended(page: Int)
    /// This page can't be converted, but the child lives and goes on with the next.
    case pageFailed(page: Int, Failure)
    /// This page must be read from its picture, which takes long: it waits for a child of its own. A child that was
    /// given this page alone does it.
    case deferred(page: Int)
    /// *Inspect* leaves the document to another program, which takes this type.
    case foreign(mediaType: String)
    /// An external converter tells how far it is.
    case external(ExternalProgress)
    /// *Inspect* has gone on to the end: the results are built.
    case assembled
    /// The step as a whole can't be done; the child ends after this.
    case failed(Failure)
}
