// SPDX-License-Identifier: GPL-3.0-or-later

import Conversion
import Poppler
import SearchablePDF
import Tesseract

/// An image file as a document: each picture becomes a page of a PDF, its compressed pixels as they are where a PDF can
/// hold them.
final class ImageDocument {
    let file: ImageFile
    private let memory: MappedFile
    private let pixelLimit: Int
    /// The last one that was made, since a page is asked for more than once.
    private var last: (number: Int, image: [UInt8])?

    init(_ format: ImageFormat, _ memory: MappedFile, limits: Limits) throws {
        self.memory = memory
        pixelLimit = limits.pixels
        do {
            file = try ImageFile(format, memory.bytes, limit: limits.pages)
        } catch ImageError.tooManyPages {
            throw Failure(.tooManyPages, "The image has more than \(limits.pages) pages, the limit (max-pages).")
        }
    }

    /// - Parameter number: counted from 1.
    func page(_ number: Int) throws -> Page? {
        guard let frame = frame(number) else { return nil }
        return try Document(bytes: ImagePDF.document(frame, image: image(number))).page(1)
    }

    func frame(_ number: Int) -> ImageFrame? {
        file.frames.indices.contains(number - 1) ? file.frames[number - 1] : nil
    }

    /// A page's image as an object of a PDF.
    /// - Throws: `Failure` where the picture is too large to be decoded, or damaged.
    func image(_ number: Int) throws -> [UInt8] {
        if let last, last.number == number { return last.image }
        guard let frame = frame(number) else { throw Failure(.internal, "The image has no page \(number).") }
        guard frame.pixels <= pixelLimit else {
            throw Failure(
                .tooLarge,
                "Page \(number) has \(frame.width) × \(frame.height) pixels, more than the limit of \(pixelLimit) "
                    + "(max-pixels)."
            )
        }
        let image = try makeImage(frame, number).body
        last = (number, image)
        return image
    }

    /// What is wrong with the file though its pages can be drawn, in a sentence each. Only a JPEG's decoder counts the
    /// errors that it passes over.
    /// - Throws: `Failure` where its picture can't be decoded at all.
    func warnings() throws -> [String] {
        guard file.format == .jpeg, let frame = file.frames.first, frame.pixels <= pixelLimit else { return [] }
        do {
            guard try Picture.isDamaged(jpeg: memory.bytes) else { return [] }
            return ["The picture's data are damaged; parts of it may be missing or wrong."]
        } catch is RecognitionError {
            throw undecodable(1)
        }
    }

    private func undecodable(_ number: Int) -> Failure {
        Failure(.corrupt, "The picture of page \(number) can't be decoded; it is damaged or of an odd kind.")
    }

    private func makeImage(_ frame: ImageFrame, _ number: Int) throws -> ImageObject {
        do {
            // A JPEG is decoded by whoever draws it. A damaged PNG must not pass for a half-empty page.
            if file.format == .jpeg, let stored = try file.storedImage() { return stored }
            let picture = try picture(frame)
            if let stored = try file.storedImage() { return stored }
            if picture.isBlackAndWhite, let fax = try picture.fax().withBytes(ImageFile.faxImage) { return fax }
            if let packed = try picture.png().withBytes(ImageFile.storedImage) { return packed }
            throw Failure(.internal, "Page \(number) was packed in a way that no PDF holds.")
        } catch is RecognitionError {
            throw undecodable(number)
        }
    }

    private func picture(_ frame: ImageFrame) throws -> Picture {
        guard file.format == .tiff else { return try Picture(decoding: memory.bytes) }
        // Whoever lays it on the page turns it.
        if let unturned = file.unturned(frame) {
            return try Picture(decodingTIFF: unturned, directory: frame.offset)
        }
        return try Picture(decodingTIFF: memory.bytes, directory: frame.offset)
    }
}
