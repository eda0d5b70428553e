// SPDX-License-Identifier: GPL-3.0-or-later

/// All findings of the self-test.
struct Diagnosis: Encodable {
    let status: Finding.Status
    let checks: [Finding]

    init(_ checks: [Finding]) {
        self.checks = checks
        status = checks.map(\.status).max() ?? .ok
    }

    func show() {
        let width = checks.map(\.check.columns).max() ?? 0
        for finding in checks {
            let time = finding.milliseconds.map { " (\($0) ms)" } ?? ""
            let status = finding.status.rawValue.padded(to: 4)
            Console.line("\(status)  \(finding.check.padded(to: width))  \(finding.detail)\(time)")
            if let advice = finding.advice {
                Console.line(String(repeating: " ", count: width + 8) + "→ \(advice)")
            }
        }
    }
}
