# SPDX-License-Identifier: GPL-3.0-or-later
"""Other engines that make Markdown or text of PDFs, run by a Python of their own: engines.py ENGINE OUTPUT-FOLDER FILE...

Prints the seconds that the conversion took, without the engine's own start; a document that it refuses is left out.
"""

import sys
import time
from pathlib import Path


def pymupdf4llm_with_model():
    return layout(model=True)


def pymupdf4llm():
    return layout(model=False)


def layout(model):
    import pymupdf4llm as engine
    engine.use_layout(model)
    # Pages of text need no OCR, which this engine would start on its own.
    settings = {"use_ocr": False} if model else {}
    return lambda path: engine.to_markdown(path, **settings)


def edgeparse():
    import edgeparse as engine
    # Pages of text need no OCR, which this engine would start for each picture where the tesseract command is there.
    return lambda path: engine.convert(path, format="markdown", raster_table_ocr=False)


def pdf_oxide():
    import pdf_oxide as engine
    return lambda path: engine.PdfDocument(path).to_markdown_all()


def kreuzberg():
    import kreuzberg as engine
    settings = engine.ExtractionConfig(output_format="markdown", disable_ocr=True, use_cache=False)
    return lambda path: engine.extract_file_sync(path, config=settings).content


def markitdown():
    from markitdown import MarkItDown
    engine = MarkItDown()
    return lambda path: engine.convert(path).text_content


def pdfium():
    import pypdfium2 as engine

    def convert(path):
        with engine.PdfDocument(path) as document:
            return "\f".join(page.get_textpage().get_text_range() for page in document)
    return convert


def pymupdf():
    import pymupdf as engine

    def convert(path):
        with engine.open(path) as document:
            return "\f".join(page.get_text() for page in document)
    return convert


ONE_BY_ONE = {function.__name__: function for function in (
    pymupdf4llm_with_model, pymupdf4llm, edgeparse, pdf_oxide, kreuzberg, markitdown, pdfium, pymupdf)}


def one_by_one(name, output, paths):
    convert = ONE_BY_ONE[name]()
    seconds = 0.0
    for path in paths:
        began = time.monotonic()
        try:
            text = convert(str(path))
        except KeyboardInterrupt:
            raise
        except BaseException as error:  # Whatever an engine raises, also where it panics, it has refused this document.
            print(f"{name}: {path.name}: {error!r}"[:300], file=sys.stderr)
            text = None
        seconds += time.monotonic() - began
        if text is not None:
            (output / f"{path.stem}.md").write_text(text, encoding="utf-8", errors="replace")
    return seconds


def opendataloader(_, output, paths):
    """One start of its virtual machine for all documents, which is counted: it has no other way."""
    import opendataloader_pdf
    began = time.monotonic()
    opendataloader_pdf.convert(input_path=[str(path) for path in paths], output_dir=str(output), format="markdown",
                               markdown_with_html=True, image_output="off", quiet=True)
    return time.monotonic() - began


def main(name, output, *paths):
    run = opendataloader if name == "opendataloader" else one_by_one
    print("seconds", run(name, Path(output), [Path(path) for path in paths]))


if __name__ == "__main__":
    main(*sys.argv[1:])
