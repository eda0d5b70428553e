// SPDX-License-Identifier: GPL-3.0-or-later

import SearchablePDF
import Testing

struct PDFNumberTests {
    @Test(arguments: [
        (0.0, "0"), (1.0, "1"), (-0.5, "-0.5"), (12.3456, "12.346"), (0.001, "0.001"), (-0.0001, "0"), (.nan, "0"),
        (1e300, "0"), (100.05, "100.05"),
    ])
    func hasThreeDecimalsAtMost(number: Double, text: String) {
        #expect(PDFNumber.text(number) == text)
    }
}
