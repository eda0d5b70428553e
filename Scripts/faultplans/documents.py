# SPDX-License-Identifier: GPL-3.0-or-later
"""Small PDF files, no two alike: each says its own word on every page, so that a result tells whose it is."""

import hashlib
import itertools


class Document:
    def __init__(self, word, pages=1, padding=0, content=None):
        self.word = word
        self.pages = pages
        self.content = content or pdf(word, pages, padding)
        self.sha256 = hashlib.sha256(self.content).hexdigest()
        self.name = f"{word}.pdf"


class Documents:
    """A supply of them, from a source of chance."""

    def __init__(self, random, title):
        self.random = random
        self.title = title
        self.numbers = itertools.count(1)

    def next(self, pages=1, padding=0):
        return Document(f"{self.title}{next(self.numbers)}", pages, padding)

    def none(self):
        """Something that is no document, and is refused after a look at it."""
        word = f"{self.title}{next(self.numbers)}"
        return Document(word, content=b"%PDF-1.4 and no more: " + word.encode())

    def any(self):
        """Most are letters; some have pages enough for several children, some have bytes enough for several writes."""
        draw = self.random.random()
        if draw < 0.1:
            return self.next(pages=self.random.randint(20, 60))
        return self.next(padding=self.random.randint(100_000, 900_000) if draw < 0.2 else 0)


def pdf(word, pages, padding):
    kids = " ".join(f"{4 + 2 * page} 0 R" for page in range(pages))
    objects = ["<</Type/Catalog/Pages 2 0 R>>", f"<</Type/Pages/Count {pages}/Kids[{kids}]>>",
               "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"]
    for page in range(pages):
        content = f"BT /F1 18 Tf 72 720 Td ({word} page {page + 1}) Tj ET"
        objects.append(f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Resources<</Font<</F1 3 0 R>>>>"
                       f"/Contents {5 + 2 * page} 0 R>>")
        objects.append(f"<</Length {len(content)}>>stream\n{content}\nendstream")
    if padding:
        objects.append(f"<</Length {padding}>>stream\n{'0' * padding}\nendstream")
    return b"".join(assemble(objects))


def assemble(objects, encoding="utf-8"):
    offset = 9
    yield b"%PDF-1.4\n"
    offsets = []
    for number, content in enumerate(objects, 1):
        offsets.append(offset)
        piece = f"{number} 0 obj\n{content}\nendobj\n".encode(encoding)
        offset += len(piece)
        yield piece
    table = "".join(f"{at:010} 00000 n \n" for at in offsets)
    size = len(objects) + 1
    yield (f"xref\n0 {size}\n0000000000 65535 f \n{table}trailer<</Size {size}/Root 1 0 R>>\n"
           f"startxref\n{offset}\n%%EOF\n").encode()
