// SPDX-License-Identifier: GPL-3.0-or-later

/// Tells raised and lowered characters of a line from the others.
enum ScriptFinder {
    static func mark(_ line: inout TextLine) {
        for index in line.words.indices {
            let word = line.words[index]
            guard word.size < 0.85 * line.size else { continue }
            let shift = line.baseline - word.baseline
            if shift > 0.12 * line.size {
                line.words[index].script = .raised
            } else if shift < -0.04 * line.size {
                line.words[index].script = .lowered
            }
        }
    }
}
