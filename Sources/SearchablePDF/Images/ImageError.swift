// SPDX-License-Identifier: GPL-3.0-or-later

/// What is wrong with an image file, in words that complete the sentence "The image …".
package enum ImageError: Error, Equatable {
    case corrupt(String)
    case unsupported(String)
    case tooManyPages
}
