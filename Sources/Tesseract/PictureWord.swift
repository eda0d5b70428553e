// SPDX-License-Identifier: GPL-3.0-or-later

/// A word as it was read from a picture. Places are those of the picture as it came, however it was turned for reading.
package struct PictureWord: Equatable, Sendable {
    package var text: String
    /// From 0 to 100.
    package var confidence: Double
    /// Of the box around it: top left, top right, bottom right, bottom left, as one reads.
    package var corners: [PicturePoint]
    /// Of the same box in the picture as it was levelled for reading: beside each other, level or upright.
    package var levelCorners: [PicturePoint]
    /// From where it begins to where it ends.
    package var baseline: [PicturePoint]
    /// The same in the picture as it was levelled.
    package var levelBaseline: [PicturePoint]
    /// Of the letters of its line, from the deepest to the highest, in pixels.
    package var size: Double
    /// Whether it is the first one of its line.
    package var beginsLine: Bool
}
