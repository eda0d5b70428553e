// SPDX-License-Identifier: GPL-3.0-or-later

import Glibc

/// Leads from a picture that was turned back to the one that it was made of: x' = a x + c y + e, y' = b x + d y + f.
struct PictureTransform {
    private var a = 1.0
    private var b = 0.0
    private var c = 0.0
    private var d = 1.0
    private var e = 0.0
    private var f = 0.0

    static let identity = PictureTransform()

    /// Undoes quarter turns clockwise.
    /// - Parameters:
    ///   - width: of the picture before it was turned, in pixels.
    ///   - height: the same.
    static func undoing(quarterTurns: Int, width: Int, height: Int) -> PictureTransform {
        let (width, height) = (Double(width), Double(height))
        return switch quarterTurns % 4 {
        case 1: PictureTransform(a: 0, b: -1, c: 1, d: 0, e: 0, f: height)
        case 2: PictureTransform(a: -1, b: 0, c: 0, d: -1, e: width, f: height)
        case 3: PictureTransform(a: 0, b: 1, c: -1, d: 0, e: width, f: 0)
        default: .identity
        }
    }

    /// Undoes a turn about the middle.
    /// - Parameter radians: clockwise.
    static func undoing(radians: Double, width: Int, height: Int) -> PictureTransform {
        let (x, y) = (Double(width) / 2, Double(height) / 2)
        let (sine, cosine) = (sin(radians), cos(radians))
        return PictureTransform(
            a: cosine,
            b: -sine,
            c: sine,
            d: cosine,
            e: x - cosine * x - sine * y,
            f: y + sine * x - cosine * y
        )
    }

    func callAsFunction(_ point: PicturePoint) -> PicturePoint {
        PicturePoint(x: a * point.x + c * point.y + e, y: b * point.x + d * point.y + f)
    }

    /// This one after the other.
    func after(_ other: PictureTransform) -> PictureTransform {
        PictureTransform(
            a: a * other.a + c * other.b,
            b: b * other.a + d * other.b,
            c: a * other.c + c * other.d,
            d: b * other.c + d * other.d,
            e: a * other.e + c * other.f + e,
            f: b * other.e + d * other.f + f
        )
    }
}
