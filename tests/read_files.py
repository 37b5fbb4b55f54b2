"""Files of invented text, built byte by byte, so that no test needs a package to write them."""

from __future__ import annotations

import io
import zipfile
import zlib

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def paragraph(text: str, style: str = "", properties: str = "") -> str:
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    return f"<w:p><w:pPr>{named}{properties}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"


def cell(text: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{paragraph(text)}</w:tc>"


def table(*rows: list[str]) -> str:
    inside = "".join(f"<w:tr>{''.join(row)}</w:tr>" for row in rows)
    return f"<w:tbl>{inside}</w:tbl>"


def docx(body: str, *, styles: str = "", parts: dict[str, bytes] | None = None) -> bytes:
    """A DOCX with this body; ``parts`` replace or add files of the archive, by name."""
    files = {
        "[Content_Types].xml": b"<Types/>",
        "word/document.xml": f"<w:document {W}><w:body>{body}</w:body></w:document>".encode(),
    }
    if styles:
        files["word/styles.xml"] = f"<w:styles {W}>{styles}</w:styles>".encode()
    return archive(files | (parts or {}))


def archive(files: dict[str, bytes]) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in files.items():
            file.writestr(name, content)
    return packed.getvalue()


_FONT = (
    b"<</Type/Font/Subtype/Type0/BaseFont/F/Encoding/Identity-H"
    b"/DescendantFonts[4 0 R]/ToUnicode 5 0 R>>"
)
_DESCENDANT = (
    b"<</Type/Font/Subtype/CIDFontType2/BaseFont/F/DW 1000"
    b"/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>>>"
)


def pdf(*pages: list[str]) -> bytes:
    """A PDF with a text layer: one font of two-byte codes with a ToUnicode map, no glyphs."""
    kids = " ".join(f"{6 + 2 * n} 0 R" for n in range(len(pages)))
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        f"<</Type/Pages/Kids[{kids}]/Count {len(pages)}>>".encode(),
        _FONT,
        _DESCENDANT,
        _stream(_to_unicode(sorted({c for page in pages for line in page for c in line}))),
    ]
    for n, lines in enumerate(pages):
        objects.append(
            f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents {7 + 2 * n} 0 R"
            "/Resources<</Font<</F1 3 0 R>>>>>>".encode()
        )
        objects.append(_stream(_content(lines)))
    return _file(objects)


def _to_unicode(characters: list[str]) -> bytes:
    maps = "\n".join(f"<{ord(c):04X}><{ord(c):04X}>" for c in characters)
    return (
        "/CIDInit/ProcSet findresource begin 12 dict begin begincmap/CMapName/A def\n"
        "1 begincodespacerange<0000><FFFF>endcodespacerange\n"
        f"{len(characters)} beginbfchar\n{maps}\nendbfchar\nendcmap end end"
    ).encode()


def _content(lines: list[str]) -> bytes:
    shown = "\n".join(
        f"1 0 0 1 50 {800 - 20 * n} Tm <{line.encode('utf-16-be').hex()}> Tj"
        for n, line in enumerate(lines)
    )
    return f"BT /F1 12 Tf\n{shown}\nET".encode()


def _stream(content: bytes) -> bytes:
    packed = zlib.compress(content)
    return b"<</Length %d/Filter/FlateDecode>>stream\n%b\nendstream" % (len(packed), packed)


def _file(objects: list[bytes]) -> bytes:
    out = bytearray(b"%PDF-1.5\n")
    places = []
    for n, content in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj" % n + content + b"endobj\n"
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, start)
    return bytes(out)
