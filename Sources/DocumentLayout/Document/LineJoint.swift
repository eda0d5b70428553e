// SPDX-License-Identifier: GPL-3.0-or-later

/// How the last word of a line and the first one of the next stand together.
enum LineJoint {
    /// Two words.
    case apart
    /// One word, of which the hyphen is a part.
    case compound
    /// One word that the line breaks: its hyphen falls away.
    case broken
}
