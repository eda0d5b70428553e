# SPDX-License-Identifier: GPL-3.0-or-later
"""python3 -m unittest, in the environment that README.md makes."""

import json
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

HERE = Path(__file__).parent
TEXT = """# Boats

The harbour was calm, and every boat lay still at its mooring.

# Cooking

Chop the onions finely and fry them in butter until they are golden.
"""


class EmbeddingsTest(unittest.TestCase):
    def run_on(self, text):
        with tempfile.TemporaryDirectory() as folder:
            Path(folder, "document.md").write_text(text)
            done = subprocess.run([sys.executable, HERE / "embeddings.py", Path(folder, "document.md"), folder],
                                  capture_output=True, text=True, check=True)
            result = Path(folder, "embeddings.jsonl")
            lines = result.read_text().splitlines() if result.exists() else []
            return [json.loads(line) for line in lines], [json.loads(line) for line in done.stdout.splitlines()]

    def test_tells_chunks_apart_by_their_meaning(self):
        chunks, news = self.run_on(TEXT)
        self.assertEqual([chunk["heading"] for chunk in chunks], ["Boats", "Cooking"])
        self.assertEqual(news, [{"pages": 2}, {"page": 1}, {"page": 2}])
        sys.path.insert(0, str(HERE))
        from minilm import MiniLM
        for question, expected in [("ships in a port", 1), ("recipe with vegetables", 2)]:
            asked = MiniLM().embed(question)
            best = max(chunks, key=lambda chunk: sum(a * b for a, b in zip(asked, chunk["vector"])))
            self.assertEqual(best["chunk"], expected)

    def test_says_that_there_is_nothing_to_embed(self):
        self.assertEqual(self.run_on("\n\n")[1][0]["failed"], "corrupt")


if __name__ == "__main__":
    unittest.main()
