// SPDX-License-Identifier: GPL-3.0-or-later

/// The ways back from a picture that was turned and levelled for reading.
struct PictureOrigin {
    /// To the picture as it came.
    let whole: PictureTransform
    /// To its corners, but as level as the picture is that was read.
    let upright: PictureTransform
}
