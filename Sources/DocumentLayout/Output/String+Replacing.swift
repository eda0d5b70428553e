// SPDX-License-Identifier: GPL-3.0-or-later

extension String {
    /// - Parameter replacement: what stands for a scalar; nil where it stays.
    func replacing(_ replacement: (Unicode.Scalar) -> String?) -> String {
        var result = String.UnicodeScalarView()
        for scalar in unicodeScalars {
            if let other = replacement(scalar) {
                result.append(contentsOf: other.unicodeScalars)
            } else {
                result.append(scalar)
            }
        }
        return String(result)
    }
}
