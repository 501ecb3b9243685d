"""A handout shows the photos of its pack: within the page, small, and with words for them."""

from __future__ import annotations

import base64
import io
import re
import shutil
import subprocess
from pathlib import Path

import mediamaker
import pytest
from PIL import Image

from kneecoach.cli import main
from kneecoach.media.picture import look_at
from kneecoach.media.refused import MediaError
from kneecoach.media.taking import LARGEST_ON_PAGE, PAGE_SIDE, picture_for_page
from kneecoach.resources import resource

SAYS = 'Anna lies on her side & lifts "her" knee'
PACK = """\
format: kneecoach-pack/1
id: anna
name: Anna's exercises
version: 1.0.0
author: Anna Example
review: read by Anna Example, physiotherapist
sources:
  book: {title: A book}
"""
PROGRAMME = """\
format: kneecoach-programme/1
name: First
why: For the first days.
days_a_week: 3
most_days_a_week: 7
exercises: [my_clam, squat]
"""


def _noise(size: tuple[int, int]) -> bytes:
    """Return the picture that is hardest to keep small."""
    stream = io.BytesIO()
    noise = Image.effect_noise(size, 120)
    Image.merge("RGB", (noise, noise.rotate(90), noise.rotate(180))).save(
        stream, "JPEG", quality=60
    )
    return stream.getvalue()


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    """Return the folder of a pack whose own exercise has a photo."""
    place = tmp_path / "mine"
    (place / "programmes").mkdir(parents=True)
    (place / "media").mkdir()
    (place / "pack.yaml").write_text(PACK)
    (place / "programmes" / "first.yaml").write_text(PROGRAMME)
    clam = resource("exercises", "clam.yaml").read_text("utf-8")
    clam = re.sub(r"(?m)^(easier|harder):.*$", r"\1: none", clam)
    clam = re.sub(r"(?ms)^sources:.*", "sources: [book]\n", clam)
    shown = f"picture:\n  file: media/clam.jpg\n  says: '{SAYS}'\n"
    (place / "my_clam.yaml").write_text(clam + shown)
    (place / "media" / "clam.jpg").write_bytes(mediamaker.picture("jpg", (1600, 1200)))
    return place


def _written(pack: Path, capsys: pytest.CaptureFixture[str], ending: str) -> bytes:
    file = pack.parent / f"handout.{ending}"
    assert main(["export", "handout", str(pack), "-o", str(file)]) == 0, capsys.readouterr()
    return file.read_bytes()


def test_a_page_holds_its_photo_and_still_asks_for_nothing(
    pack: Path, home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    page = _written(pack, capsys, "html").decode()
    (found,) = re.findall(r'<img src="data:image/jpeg;base64,([^"]*)" alt="([^"]*)"', page)
    image = Image.open(io.BytesIO(base64.b64decode(found[0])))
    assert image.size == (PAGE_SIDE, PAGE_SIDE * 3 // 4)
    assert found[1] == "Anna lies on her side &amp; lifts &quot;her&quot; knee"
    assert page.count(found[1]) == 2  # to be read, too
    assert "default-src 'none'; style-src 'unsafe-inline'; img-src data:\"" in page
    assert page.count("<animate ") > 1
    without = page.replace(found[0], "")
    for word in ("<script", "href", "url(", "@import", "//", "http:"):
        assert word not in without


def test_a_photo_instead_of_the_figure_stands_alone(
    pack: Path, home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    beside = _written(pack, capsys, "html").decode()
    with (pack / "my_clam.yaml").open("a") as file:
        file.write("  instead: yes\n")
    alone = _written(pack, capsys, "html").decode()
    assert beside.count('<figure class="moving">') == 2
    assert alone.count('<figure class="moving">') == 1
    assert alone.count("<img ") == 1


def test_a_photo_on_paper(pack: Path, home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    sheet = _written(pack, capsys, "pdf")
    assert sheet.startswith(b"%PDF")
    assert b"/Subtype /Image" in sheet or b"/Subtype/Image" in sheet
    if shutil.which("pdftotext") is None:
        return
    done = subprocess.run(
        ["pdftotext", "-layout", "-", "-"], input=sheet, check=True, capture_output=True
    )
    text = " ".join(done.stdout.decode().split())
    assert "Anna lies on her side" in text
    assert text.index("Clam") < text.index("Squat")


def test_a_hurt_photo_leaves_the_figure(
    pack: Path, home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (pack / "media" / "clam.jpg").write_bytes(b"\xff\xd8\xff" + bytes(200))
    assert main(["packs", "check", str(pack)]) != 0
    file = pack.parent / "page.html"
    status = main(["export", "handout", str(pack), "-o", str(file)])
    assert status == 1 or "<img" not in file.read_text("utf-8")
    assert "Traceback" not in capsys.readouterr().err


@pytest.mark.parametrize("size", [(4000, 2500), (900, 900), (60, 40)])
def test_whatever_a_picture_is_like_it_is_small_on_a_page(size: tuple[int, int]) -> None:
    content = mediamaker.picture("jpg", size) if size[0] != 900 else _noise(size)
    small = picture_for_page(content)
    look = look_at(small.content)
    assert (look.width, look.height) == (small.width, small.height)
    assert len(small.content) <= LARGEST_ON_PAGE
    assert max(look.width, look.height) <= PAGE_SIDE
    assert not look.tells_place


def test_a_photo_stands_upright_on_a_page_and_tells_no_place() -> None:
    small = picture_for_page(mediamaker.photo_with_place())
    assert (small.width, small.height) == (80, 120)
    assert not look_at(small.content).tells_place


@pytest.mark.parametrize("content", [b"<svg/>", b"\x89PNG", mediamaker.huge_png()])
def test_what_is_no_picture_is_refused(content: bytes) -> None:
    with pytest.raises(MediaError):
        picture_for_page(content)
