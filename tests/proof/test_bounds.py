"""An edition that somebody sent is weighed before it is read, and its PDF is read within bounds, whatever it holds."""

from __future__ import annotations

import shutil
import zlib
from pathlib import Path

import pytest

from briefing.errors import CitationError
from briefing.proof import bounds
from briefing.proof.bounds import bounded_pdf, weigh
from briefing.proof.citations import open_edition
from briefing.proof.files import _zipped_words
from briefing.proof.originals import attachments
from briefing.publish.bounded import ProcessBounds
from tests.golden import CORPUS
from tests.helpers.format_seeds import zipped
from tests.helpers.running import called

GOLDEN = CORPUS / "sample" / "golden"
LARGE = (bounds.MOST_MEGABYTES + 1) * 1_000_000


@pytest.mark.parametrize("name", ["brief.json", "brief.docx", "sources/001.txt", "more/of/it.bin"])
def test_an_edition_that_is_too_large_is_not_read(name: str, tmp_path: Path) -> None:
    edition = Path(shutil.copytree(GOLDEN, tmp_path / "2026-03-03"))
    file = edition / name
    file.parent.mkdir(parents=True, exist_ok=True)
    with file.open("ab") as stream:
        stream.truncate(LARGE)  # takes no place on the disk
    said = called("verify", str(edition), cwd=tmp_path)
    assert said.returncode == 7 and f"the largest file {file.name}" in said.stderr
    assert "Traceback" not in said.stderr


def test_a_pdf_that_is_too_large_is_not_read(tmp_path: Path) -> None:
    file = tmp_path / "brief.pdf"
    with file.open("wb") as stream:
        stream.truncate(LARGE)
    with pytest.raises(CitationError, match="at most 500 MB"):
        open_edition(str(file), tmp_path, attachments)


def test_what_is_weighed_together_counts(tmp_path: Path) -> None:
    files = [tmp_path / str(number) for number in range(2)]
    for file in files:
        with file.open("wb") as stream:
            stream.truncate(LARGE // 2 + 1_000_000)
    weigh("edition", files[:1])
    with pytest.raises(CitationError):
        weigh("edition", files)


def carrying(megabytes: int) -> bytes:
    """A PDF with a file attached that unpacks to so much."""
    packed = zlib.compress(bytes(1_000_000) * megabytes)
    objects = [
        b"<</Type/Catalog/Pages 2 0 R/Names<</EmbeddedFiles<</Names[(brief.json) 4 0 R]>>>>>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 99 99]>>",
        b"<</Type/Filespec/F(brief.json)/UF(brief.json)/EF<</F 5 0 R>>>>",
        b"<</Type/EmbeddedFile/Filter/FlateDecode/Length %d>>stream\n%s\nendstream" % (len(packed), packed),
    ]
    body = b"%PDF-1.4\n"
    places = []
    for number, content in enumerate(objects, 1):
        places.append(len(body))
        body += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    return body + b"xref\n0 6\n0000000000 65535 f \n%strailer\n<</Size 6/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (
        table,
        len(body),
    )


def test_a_pdf_that_unpacks_to_more_than_fits_is_a_fault_with_words(monkeypatch: pytest.MonkeyPatch) -> None:
    assert attachments(carrying(1)) == {"brief.json": bytes(1_000_000)}
    monkeypatch.setattr(bounds, "_PDF", ProcessBounds(what="reading the PDF", seconds=60, megabytes=600))
    with pytest.raises(CitationError, match="reading the PDF needed more than 600 MB"):
        attachments(carrying(400))


def loops(data: bytes) -> bytes:
    while data:
        pass
    return data


def test_a_pdf_that_takes_too_long_is_a_fault_with_words(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bounds, "_PDF", ProcessBounds(what="reading the PDF", seconds=1, megabytes=2000))
    with pytest.raises(CitationError, match="took more than 1 seconds"):
        bounded_pdf(loops, b"x")


def test_words_of_a_book_are_read_within_bounds() -> None:
    page = "<p>" + "a" * 30_000_000 + "</p>"
    assert _zipped_words(zipped({"1.xhtml": page}))
    assert not _zipped_words(zipped({f"{number}.xhtml": page for number in range(4)}))
