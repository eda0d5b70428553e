# SPDX-License-Identifier: GPL-3.0-or-later
"""Small files that ask for endless time, memory or space."""

import io
import struct
import zipfile
import zlib

from .documents import assemble


class Bomb:
    """What it is, how it is made, and the reasons for which it may be stopped."""

    def __init__(self, name, make, *reasons, may_pass=False, short=False, suffix=".pdf"):
        self.name = name
        self.make = make
        self.reasons = set(reasons)
        # Whether it may as well be converted, for a reader that knows better.
        self.may_pass = may_pass
        # Whether it is quickly made and quickly over.
        self.short = short
        self.suffix = suffix

    def content(self):
        return self.make()


def stream(content, entries=""):
    """As the text of an object; bytes by Latin-1."""
    if isinstance(content, bytes):
        content = content.decode("latin-1")
    return f"<<{entries}/Length {len(content)}>>stream\n{content}\nendstream"


def deflated(pieces, entries=""):
    packer = zlib.compressobj(9)
    packed = b"".join(packer.compress(piece) for piece in pieces) + packer.flush()
    return stream(packed, f"{entries}/Filter/FlateDecode")


def page(content, resources="", box="0 0 612 792", objects=()):
    """A document of one page. Its content is object 4, what it draws follows from 5."""
    return file(["<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Count 1/Kids[3 0 R]>>",
                 f"<</Type/Page/Parent 2 0 R/MediaBox[{box}]/Contents 4 0 R/Resources<<{resources}>>>>", content, *objects])


def file(objects):
    return b"".join(assemble(objects, "latin-1"))


def nested_forms(depth=12, width=8):
    """Each form draws the next one several times."""
    forms = [stream("/X Do " * width, f"/Type/XObject/Subtype/Form/BBox[0 0 612 792]/Resources<</XObject<</X {number} 0 R>>>>")
             for number in range(6, 6 + depth)]
    last = stream("0 0 1 1 re f", "/Type/XObject/Subtype/Form/BBox[0 0 612 792]")
    return page(stream("/X Do"), "/XObject<</X 5 0 R>>", objects=[*forms, last])


def nested_patterns(depth=12):
    """Each tile is filled with smaller tiles."""
    tiles = [stream("/Pattern cs /P scn 0 0 600 600 re f", "/Type/Pattern/PatternType 1/PaintType 1/TilingType 1/BBox[0 0 600 600]"
                    f"/XStep 3/YStep 3/Resources<</Pattern<</P {number} 0 R>>>>") for number in range(6, 6 + depth)]
    last = stream("0 0 1 1 re f", "/Type/Pattern/PatternType 1/PaintType 1/TilingType 1/BBox[0 0 2 2]/XStep 3/YStep 3/Resources<<>>")
    return page(stream("/Pattern cs /P scn 0 0 612 792 re f"), "/Pattern<</P 5 0 R>>", objects=[*tiles, last])


def glyph_forms(depth=24):
    """Characters that are drawings of more characters."""
    fonts = []
    for level in range(depth):
        font, glyph = 5 + 2 * level, 6 + 2 * level
        inner = f"/Font<</F {font + 2} 0 R>>" if level + 1 < depth else ""
        fonts += [f"<</Type/Font/Subtype/Type3/FontBBox[0 0 1 1]/FontMatrix[1 0 0 1 0 0]/FirstChar 97/LastChar 97/Widths[1]"
                  f"/Encoding<</Differences[97/a]>>/CharProcs<</a {glyph} 0 R>>/Resources<<{inner}>>>>",
                  stream("1 0 d0 BT /F 1 Tf (aaaa) Tj ET" if inner else "1 0 d0 0 0 1 1 re f")]
    return page(stream("BT /F 1 Tf (aaaa) Tj ET"), "/Font<</F 5 0 R>>", objects=fonts)


def flate_text():
    """1.2 GB of text operators in 1.2 MB."""
    return page(deflated([b"BT /F 9 Tf (aaaaaaaa) Tj ET\n" * 40_000] * 1_000), "/Font<</F 5 0 R>>",
                objects=["<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"])


def flate_spaces():
    """2 GB of nothing."""
    return page(deflated([b" " * 2_000_000] * 1_000))


def flate_twice():
    """A stream that is packed twice: 1 GB in a few kilobytes."""
    packer = zlib.compressobj(9)
    once = b"".join(packer.compress(b"q\n" * 2_000_000) for _ in range(250)) + packer.flush()
    return page(stream(zlib.compress(once, 9), "/Filter[/FlateDecode/FlateDecode]"))


def large_page():
    return page(stream("0 0 1 1 re f"), box="0 0 200000 200000")


def image(width, height, rows):
    """A picture of that size, of which only some rows are there."""
    data = deflated([bytes(width * 3)] * rows, f"/Type/XObject/Subtype/Image/Width {width}/Height {height}"
                    "/ColorSpace/DeviceRGB/BitsPerComponent 8")
    return page(stream("q 612 0 0 792 0 0 cm /I Do Q"), "/XObject<</I 5 0 R>>", objects=[data])


def tree(pages, fan=100):
    """Real pages, all alike, below several levels of nodes."""
    objects = ["<</Type/Catalog/Pages 2 0 R>>", ""]

    def add(text):
        objects.append(text)
        return len(objects)

    nodes = [(add("<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>"), 1) for _ in range(pages)]
    while len(nodes) > fan:
        groups = [nodes[at:at + fan] for at in range(0, len(nodes), fan)]
        nodes = [(add(node(group)), sum(count for _, count in group)) for group in groups]
    objects[1] = node(nodes)
    return file(objects)


def node(kids):
    names = " ".join(f"{number} 0 R" for number, _ in kids)
    return f"<</Type/Pages/Count {sum(count for _, count in kids)}/Kids[{names}]>>"


def false_count():
    """One page that says it is a billion."""
    return file(["<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Count 1000000000/Kids[3 0 R]>>",
                 "<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>"])


def deep_tree(depth=100_000):
    """A node in a node, and one page at the end."""
    nodes = [f"<</Type/Pages/Count 1/Kids[{number} 0 R]>>" for number in range(3, 3 + depth)]
    return file(["<</Type/Catalog/Pages 2 0 R>>", *nodes, "<</Type/Page/MediaBox[0 0 9 9]>>"])


def looping_tree():
    """Two nodes that are in each other."""
    return file(["<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Count 9/Kids[3 0 R 3 0 R]>>",
                 "<</Type/Pages/Parent 2 0 R/Count 9/Kids[2 0 R 2 0 R]>>"])


def deep_arrays(depth=2_000_000):
    return page(stream("[" * depth + "1" + "]" * depth + " TJ"))


def deep_outline(depth=200_000):
    """Chapters in chapters."""
    entries = [f"<</Title(x)/Parent {number - 1} 0 R/First {number + 1} 0 R/Last {number + 1} 0 R/Count 1>>"
               for number in range(5, 5 + depth)]
    return file(["<</Type/Catalog/Pages 2 0 R/Outlines 4 0 R>>", "<</Type/Pages/Count 1/Kids[3 0 R]>>",
                 "<</Type/Page/Parent 2 0 R/MediaBox[0 0 99 99]>>", "<</Type/Outlines/First 5 0 R/Last 5 0 R/Count 1>>",
                 *entries, f"<</Title(last)/Parent {4 + depth} 0 R>>"])


def many_pictures(pages=300):
    """Noise on each page: results without end."""
    noise = zlib.compress(b"".join(bytes([(at * at * 7919 >> shift) & 255]) for at in range(2_000) for shift in (3, 7, 11)))
    kids = " ".join(f"{5 + at} 0 R" for at in range(pages))
    picture = stream(noise, "/Type/XObject/Subtype/Image/Width 50/Height 40/ColorSpace/DeviceRGB/BitsPerComponent 8"
                     "/Filter/FlateDecode")
    sheet = ("<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 4 0 R/Resources<</XObject<</I 3 0 R>>>>>>")
    return file(["<</Type/Catalog/Pages 2 0 R>>", f"<</Type/Pages/Count {pages}/Kids[{kids}]>>", picture,
                 stream("q 612 0 0 792 0 0 cm /I Do Q"), *[sheet] * pages])


def costly_shade():
    """Every point of the page is computed by a long program."""
    program = "{ " + "dup sin exch cos add abs sqrt 360 mul dup " * 30 + "pop " * 30 + "exch pop dup dup }"
    function = stream(program, "/FunctionType 4/Domain[0 1 0 1]/Range[0 1 0 1 0 1]")
    shade = "<</ShadingType 1/ColorSpace/DeviceRGB/Domain[0 1 0 1]/Matrix[612 0 0 792 0 0]/Function 6 0 R>>"
    return page(stream("/S sh " * 60), "/Shading<</S 5 0 R>>", objects=[shade, function])


def black_and_white(side):
    """A picture of a bit for each point, of which one row is there."""
    data = deflated([bytes(side // 8)], f"/Type/XObject/Subtype/Image/Width {side}/Height {side}"
                    "/ColorSpace/DeviceGray/BitsPerComponent 1")
    return page(stream("q 612 0 0 792 0 0 cm /I Do Q"), "/XObject<</I 5 0 R>>", objects=[data])


def docx(parts):
    """A package of Office Open XML with these parts beside those that make it one."""
    package = io.BytesIO()
    with zipfile.ZipFile(package, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
                         '<Default Extension="xml" ContentType="application/vnd.openxmlformats-officedocument.'
                         'wordprocessingml.document.main+xml"/></Types>')
        archive.writestr("_rels/.rels", '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
                         '<Relationship Id="a" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/'
                         'officeDocument" Target="word/document.xml"/></Relationships>')
        for name, pieces in parts:
            with archive.open(name, "w", force_zip64=True) as part:
                for piece in pieces:
                    part.write(piece)
    return package.getvalue()


def docx_of_spaces(gigabytes=3):
    return docx([("word/document.xml", (b" " * 1_000_000 for _ in range(gigabytes * 1000)))])


def docx_that_lies():
    """As large, but its directory and the entry itself say 10 bytes."""
    content = docx_of_spaces(1)
    for mark, at in ((b"PK\x01\x02", 24), (b"PK\x03\x04", 22)):
        start = content.rindex(mark)
        content = content[:start + at] + struct.pack("<I", 10) + content[start + at + 4:]
    return content


def docx_of_entries(count=200_000):
    return docx((f"word/{number}.xml", ()) for number in range(count))


def docx_of_paragraphs(count=400_000):
    """Within bounds as an archive; endless work for who opens it."""
    words = (f"<w:p><w:r><w:t>{number} {number * 7919 % 999983}</w:t></w:r></w:p>".encode() for number in range(count))
    return docx([("word/document.xml", (
        b'<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>', *words,
        b"</w:body></w:document>"))])


def tiff(directories, ring=False):
    """Black and white pictures of these sizes, of which one byte is there; in a ring, the last leads to the first."""
    pieces, at = [struct.pack("<2sHI", b"II", 42, 8)], 8
    for index, (width, height) in enumerate(directories):
        entries = [(256, 4, width), (257, 4, height), (258, 3, 1), (259, 3, 1), (262, 3, 1), (273, 4, 8), (277, 3, 1),
                   (278, 4, height), (279, 4, 1)]
        end = at + 2 + 12 * len(entries) + 4
        follows = end if index + 1 < len(directories) else 8 if ring else 0
        pieces.append(struct.pack("<H", len(entries)) + b"".join(
            struct.pack("<HHII", tag, kind, 1, value) for tag, kind, value in entries) + struct.pack("<I", follows))
        at = end
    return b"".join(pieces)


# What leads to a converter of CONVERTERS, by type.
GIF = b"GIF89a\x01\x00\x01\x00\x80\x00\x00\x00\x00\x00\xff\xff\xff,\x00\x00\x00\x00\x01\x00\x01\x00\x00\x02\x02D\x01\x00;"
WAV = b"RIFF\x24\x00\x00\x00WAVEfmt \x10\x00\x00\x00\x01\x00\x01\x00\x44\xac\x00\x00\x44\xac\x00\x00\x01\x00\x08\x00data\x00\x00\x00\x00"
MIDI = b"MThd\x00\x00\x00\x06\x00\x00\x00\x01\x00\x60MTrk\x00\x00\x00\x04\x00\xff\x2f\x00"
BMP = b"BM" + struct.pack("<IHHIIiiHHIIiiII", 58, 0, 0, 54, 40, 1, 1, 1, 24, 0, 4, 2835, 2835, 0, 0) + bytes(4)
GZIP = b"\x1f\x8b\x08" + bytes(6) + b"\x03\x03" + bytes(9)
OGG = b"OggS\x00\x02" + bytes(20) + b"\x01\x1e\x01vorbis" + bytes(22) + b"\x01"


def converter(script, mediatype, processes=1):
    """In a shell; it gets the output folder."""
    return {"command": ["/bin/sh", "-c", script, "bomb", "{output}"], "takes": [mediatype], "makes": "outputs",
            "timeout": "3s", "memory": "300MB", "processes": processes}


# Programs that run wild, each for a type of its own.
CONVERTERS = {
    "forks": converter("bomb() { bomb & bomb & wait; }; bomb", "image/gif", processes=20),
    "fills": converter('while :; do echo "words words words words"; done > "$1/words.txt"', "audio/x-wav"),
    "litters": converter('n=0; while :; do echo "$n" > "$1/$n.txt"; n=$((n + 1)); done', "audio/midi"),
    "digs": converter('cd "$1"; while :; do mkdir a; cd a || exit 0; done', "image/bmp", processes=2),
    "idles": converter("while :; do :; done", "application/gzip"),
    "sleeps": converter("sleep 1000000", "audio/ogg", processes=2),
}

ALL = [
    Bomb("nested-forms", nested_forms, "timeout", short=True),
    Bomb("nested-patterns", nested_patterns, "timeout", "memory", "crashed", may_pass=True),
    Bomb("nested-glyphs", glyph_forms, "timeout", may_pass=True),
    Bomb("shade", costly_shade, "timeout", may_pass=True),
    Bomb("flate-text", flate_text, "timeout", "memory"),
    Bomb("flate-spaces", flate_spaces, "timeout", may_pass=True),
    Bomb("flate-twice", flate_twice, "timeout", "memory", short=True),
    Bomb("large-page", large_page, "too_large", short=True),
    Bomb("huge-image", lambda: image(60_000, 60_000, 1), "memory", "timeout", "corrupt", may_pass=True),
    Bomb("packed-image", lambda: image(20_000, 20_000, 20_000), "memory", "timeout", may_pass=True),
    Bomb("bit-image", lambda: black_and_white(200_000), "memory", "timeout", "corrupt", "too_large", may_pass=True, short=True),
    Bomb("many-pages", lambda: tree(100_000), "too_many_pages", short=True),
    Bomb("false-count", false_count, "too_many_pages", "corrupt", short=True),
    Bomb("deep-tree", deep_tree, "crashed", "corrupt", "timeout", "memory", may_pass=True),
    Bomb("looping-tree", looping_tree, "corrupt", "timeout", "crashed", short=True),
    Bomb("deep-arrays", deep_arrays, "crashed", "memory", "timeout", may_pass=True),
    Bomb("deep-outline", deep_outline, "crashed", "timeout", may_pass=True),
    Bomb("many-pictures", many_pictures, "output_too_large", short=True),
    Bomb("docx-unpacked", docx_of_spaces, "too_large", suffix=".docx"),
    Bomb("docx-lies", docx_that_lies, "too_large", "corrupt", suffix=".docx"),
    Bomb("docx-entries", docx_of_entries, "too_large", suffix=".docx"),
    Bomb("docx-paragraphs", docx_of_paragraphs, "timeout", "output_too_large", suffix=".docx"),
    Bomb("tiff-huge", lambda: tiff([(100_000, 100_000)]), "too_large", short=True, suffix=".tif"),
    Bomb("tiff-pages", lambda: tiff([(8, 8)] * 100_000), "too_many_pages", short=True, suffix=".tif"),
    Bomb("tiff-ring", lambda: tiff([(8, 8)] * 3, ring=True), "too_many_pages", "corrupt", may_pass=True, short=True, suffix=".tif"),
    Bomb("program-forks", lambda: GIF, "crashed", short=True, suffix=".gif"),
    Bomb("program-fills", lambda: WAV, "output_too_large", short=True, suffix=".wav"),
    Bomb("program-litters", lambda: MIDI, "output_too_large", short=True, suffix=".mid"),
    Bomb("program-digs", lambda: BMP, "invalid_output", short=True, suffix=".bmp"),
    Bomb("program-idles", lambda: GZIP, "timeout", short=True, suffix=".gz"),
    Bomb("program-sleeps", lambda: OGG, "timeout", short=True, suffix=".ogg"),
]
