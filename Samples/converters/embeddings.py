# SPDX-License-Identifier: GPL-3.0-or-later
"""An external converter: the chunks of a text or Markdown document as vectors, for search.

    embeddings.py DOCUMENT OUTPUT_FOLDER

Writes embeddings.jsonl: a line for each chunk with its number, its heading, its text and its vector. Tells how far it is as
lines of JSON on standard output."""

import json
import re
import sys
from pathlib import Path

LONGEST = 800  # characters of a chunk


def chunks(text):
    """Paragraphs, short ones of one section joined, with the heading above them."""
    heading, gathered = "", ""
    for block in re.split(r"\n\s*\n", text):
        block = block.strip()
        title = re.fullmatch(r"#{1,6}\s+(.+)", block)
        if gathered and (title or len(gathered) + len(block) > LONGEST):
            yield heading, gathered
            gathered = ""
        if title:
            heading = title[1]
        elif block:
            gathered = f"{gathered}\n\n{block}".strip()
        while len(gathered) > LONGEST:
            yield heading, gathered[:LONGEST]
            gathered = gathered[LONGEST:]
    if gathered:
        yield heading, gathered


def tell(**news):
    print(json.dumps(news), flush=True)


def main(document, folder):
    parts = list(chunks(Path(document).read_text(encoding="utf-8", errors="replace")))
    if not parts:
        return tell(failed="corrupt", message="The document holds no text.")
    tell(pages=len(parts))
    from minilm import MiniLM  # numpy takes a while to load
    model = MiniLM()
    with open(Path(folder, "embeddings.jsonl"), "w", encoding="utf-8") as output:
        for number, (heading, text) in enumerate(parts, 1):
            vector = [round(float(x), 6) for x in model.embed(f"{heading}\n{text}".strip())]
            line = {"chunk": number, "heading": heading, "text": text, "vector": vector}
            output.write(json.dumps(line, ensure_ascii=False) + "\n")
            tell(page=number)


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    main(*sys.argv[1:])
