// SPDX-License-Identifier: GPL-3.0-or-later

import Testing

@testable import DocumentLayout

struct TextQualityTests {
    @Test(arguments: [
        "The delivery of 12 wicker panniers, as ordered on 3 March, was received in good order by Mr. Smith (see p. 4).",
        "Die Lieferung von 12 Körben wurde am 3. März in gutem Zustand entgegengenommen; die Rechnung folgt später.",
        "Το κείμενο αυτό είναι γραμμένο στα ελληνικά και έχει περισσότερες από δέκα λέξεις συνολικά.",
        """
        吾輩は猫である。名前はまだ無い。 どこで生れたか、とんと見当がつかぬ。 何でも薄暗い、じめじめした所で、 「ニャーニャー」・泣いていた。
        書生というのは、 捕えて、煮て食うという話である。 しかし、 顔を見たのが、 人間の、 見始であろう。 1905年、
        """,
        "ผู้คนส่วนใหญ่ นับถือ ศาสนาพุทธ เด็กๆ ชอบ เล่นฟุตบอล ที่นี่มี แม่น้ำ เจ้าพระยา ไหลผ่าน ฤดูร้อน อากาศร้อนมาก",
        "प्रत्येक राज्य की अपनी संस्कृति और विशेष परम्पराएँ हैं, शिक्षा और स्वास्थ्य क्षेत्र में प्रगति आवश्यक है।",
        "1 2 3", "",
    ])
    func takesWordsForWords(text: String) {
        #expect(!TextQuality(text).isPoor)
    }

    @Test(arguments: [
        "rnc clclrvc1y ol l2 wi(kcr pnnn;crs, os orcl<rcd .,n 3 Mnrc||, wcs rcccivccl ^n q<,<,d or,lc1 b~ M: 5m{th",
        "䴀甀氀 琀 椀 挀 漀氀 漀爀䈀氀 愀挀欀 倀甀爀 攀䈀氀 愀挀欀⠀ 䬀㴀㄀ ⤀ 倀甀爀 攀䴀愀最攀渀琀 愀 倀甀爀 攀䌀礀愀渀 倀甀爀 攀夀攀氀 氀 漀眀",
        "t|{ q% 1l| ;;: x) ~~ l1I |I| }{ rtx wq zpt $$ %% kjh ,,, ::",
    ])
    func knowsABadReading(text: String) {
        #expect(TextQuality(text).isPoor)
    }

    @Test(arguments: ["ab吾輩", "吾輩|猫", "。、"])
    func lettersOfTwoScriptsOrAmongSymbolsAreNoWord(word: String) {
        #expect(!TextQuality.isPlausible(word.unicodeScalars[...]))
    }

    /// The quick look says nothing that the whole one doesn't.
    @Test func looksQuicklyAtPlainWordsAlone() {
        let plain = ["Pannier", "wicker", "good,", "By.", "rhythm", "strengths", "Iowa:"]
        let others = ["McCoy", "x", "B", "12th", "rcvdxkt", "brrrrrt", "a.b", "wi(kcr", "é", "UPPER", "end..", ""]
        for word in plain.map(\.unicodeScalars) {
            #expect(TextQuality.isPlain(word[...]) && TextQuality.isPlausible(word[...]))
        }
        for word in others.map(\.unicodeScalars) { #expect(!TextQuality.isPlain(word[...])) }
    }
}
