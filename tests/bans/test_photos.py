"""A photo is a photo and nothing else, and a file that is none does no harm (R49, R50, R69, T24)."""

import datetime as dt
import io
import os
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from django.conf import settings
from PIL import Image

from bans import photo_worker, photos
from bans.photos import clean_photo, is_plain_jpeg
from participants.refusals import Refusal
from tests.bans.hostile_photos import MARK, damaged, metadata, moving, odd_modes, other_kinds, picture, png, saved
from tests.cast import Cast
from tests.refused import refused

# One of every kind on each change; all of them are sent by bench/hostile_images.py.
KEPT_CLEAN = ["place in exif.JPEG", "xmp.WEBP", "many chunks.png", "photoshop.jpg", "preview.jpg", "two in one.mpo"]
MODES = ["LA.png", "I;16.png", "CMYK.jpg", "P.png", "transparent.png", "one pixel.png", "largest.webp"]
GOOD = saved(picture(), "JPEG")
REFUSED = ["nothing.jpg", "drawing.svg", "letter.pdf", "picture.TIFF", "still.gif", "noise 1.jpg", "cut at 0.5.PNG"]


@pytest.fixture(scope="module")
def files() -> dict[str, bytes]:
    kinds = (metadata, moving, other_kinds, damaged, odd_modes)
    return {name: data for kind in kinds for name, data in kind()}


def cleaned(data: bytes) -> Image.Image:
    """The result, which holds no byte but the picture."""
    jpeg = clean_photo(io.BytesIO(data))
    assert is_plain_jpeg(jpeg) and MARK not in jpeg
    image = Image.open(io.BytesIO(jpeg))
    assert (image.format, image.mode) == ("JPEG", "RGB") and max(image.size) <= 800
    assert not image.getexif() and not {"exif", "comment", "icc_profile", "xmp"} & set(image.info)
    return image


@pytest.mark.parametrize("name", KEPT_CLEAN + MODES)
def test_r49_photo_keeps_nothing_but_its_pixels(files: dict[str, bytes], name: str) -> None:
    if name in KEPT_CLEAN[:-1]:
        assert MARK in files[name]
    cleaned(files[name])


@pytest.mark.parametrize("name", REFUSED)
def test_r69_what_is_no_photo_is_refused(files: dict[str, bytes], name: str) -> None:
    with refused("not_an_image", "R69"):
        clean_photo(io.BytesIO(files[name]))


@pytest.mark.parametrize("payload", [b"<script>" + MARK, b"PK\x03\x04" + MARK, b"<?php " + MARK])
def test_photo_with_something_behind_it_loses_that(payload: bytes) -> None:
    cleaned(saved(picture(), "JPEG") + payload)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (png(30_000, 30_000), "te veel beeldpunten"),
        (png(5_000, 4_001), "te veel beeldpunten"),
        (saved(picture(), "WEBP", save_all=True, append_images=[picture(seed=2)]), "beweegt"),
        (b"x" * (8 * 1024 * 1024 + 1), "groter dan 8 MB"),
        (b"", "geen foto"),
    ],
    ids=["bomb", "just too many", "moving", "too large", "empty"],
)
def test_r69_refusal_says_what_is_wrong(data: bytes, words: str) -> None:
    with pytest.raises(Refusal, match=words) as caught:
        clean_photo(io.BytesIO(data))
    assert (caught.value.rule, caught.value.field) == ("R69", "photo")


def test_photo_is_turned_as_the_camera_was_held() -> None:
    sideways = Image.Exif()
    sideways[0x0112] = 6
    assert cleaned(saved(picture(size=(80, 40)), "JPEG", exif=sideways.tobytes())).size == (40, 80)


def test_transparent_becomes_white_and_shows_nothing_hidden() -> None:
    pixel = cleaned(saved(Image.new("RGBA", (30, 30), (200, 0, 0, 0)), "PNG")).getpixel((5, 5))
    assert pixel == (255, 255, 255)


def worker(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: str) -> None:
    """Puts another program in the place of the worker."""
    (tmp_path / "worker.py").write_text(code)
    monkeypatch.setattr(photos, "WORKER", tmp_path / "worker.py")


def test_worker_that_is_killed_refuses_the_photo_and_no_more(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    good = saved(picture(), "JPEG")
    with monkeypatch.context() as patched:
        worker(tmp_path, patched, "import os, signal\nos.kill(os.getpid(), signal.SIGKILL)")
        with pytest.raises(Refusal, match="te zwaar"):
            clean_photo(io.BytesIO(good))
    cleaned(good)


def test_worker_that_hangs_is_ended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    worker(tmp_path, monkeypatch, "import time\ntime.sleep(60)")
    monkeypatch.setattr(photos, "SECONDS", 0.3)
    with pytest.raises(Refusal, match="te zwaar"):
        clean_photo(io.BytesIO(saved(picture(), "JPEG")))


@pytest.mark.parametrize(
    "answer",
    [
        b"",
        b"<script>",
        saved(picture(), "PNG"),
        saved(picture(), "JPEG", comment=MARK),
        saved(picture(), "JPEG") + MARK,
    ],
    ids=["nothing", "mark-up", "other kind", "comment", "more behind it"],
)
def test_worker_that_is_taken_over_cannot_hand_in_anything_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, answer: bytes
) -> None:
    worker(tmp_path, monkeypatch, f"import sys\nsys.stdout.buffer.write({answer!r})")
    with refused("not_an_image", "R69"):
        clean_photo(io.BytesIO(GOOD))


def test_worker_knows_no_secret(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MASTER_KEY", MARK.decode())
    worker(tmp_path, monkeypatch, f"import os\nopen({str(tmp_path / 'seen')!r}, 'w').write(repr(dict(os.environ)))")
    with pytest.raises(Refusal):
        clean_photo(io.BytesIO(b"x"))
    assert MARK.decode() not in (tmp_path / "seen").read_text()


def test_worker_has_no_more_memory_than_it_needs() -> None:
    """With a limit of 100 MB a picture of 20 megapixels does not fit; with the real one it does."""
    large = saved(Image.new("RGBA", (5_000, 4_000)), "PNG", compress_level=1)
    code = "import sys; sys.path.insert(0, sys.argv[1]); import photo_worker as w; w.MEMORY = int(sys.argv[2])"
    folder = str(Path(photo_worker.__file__).parent)

    def exit_code(memory: int) -> int:
        command = [sys.executable, "-c", f"{code}; sys.exit(w.main())", folder, str(memory)]
        return subprocess.run(command, input=large, capture_output=True).returncode

    assert exit_code(100 * 1024 * 1024) == photo_worker.TOO_HEAVY
    assert exit_code(photo_worker.MEMORY) == 0


def test_too_many_photos_at_once_wait_and_are_then_asked_to_come_back(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(photos, "SECONDS", 0.05)
    with photos.AT_ONCE, photos.AT_ONCE, refused("photo_not_now", "R69"):
        clean_photo(io.BytesIO(saved(picture(), "JPEG")))


def test_worker_writes_no_file(tmp_path: Path) -> None:
    code = "import sys; sys.path.insert(0, sys.argv[1]); import photo_worker as w; w.bound_this_process();"
    write = f"{code} open(sys.argv[2], 'wb').write(b'x' * 10_000)"
    folder = str(Path(photo_worker.__file__).parent)
    done = subprocess.run([sys.executable, "-c", write, folder, str(tmp_path / "made")], capture_output=True)
    assert done.returncode != 0 and os.path.getsize(tmp_path / "made") == 0


def test_r50_no_package_that_knows_faces() -> None:
    """Neither asked for, nor locked, nor imported (G32, T32)."""
    known = (
        "face",
        "dlib",
        "opencv",
        "insight",
        "mtcnn",
        "retina",
        "torch",
        "tensorflow",
        "keras",
        "onnx",
        "mediapipe",
    )
    root = Path(settings.BASE_DIR)
    project = tomllib.loads((root / "pyproject.toml").read_text())["project"]
    locks = [(root / name).read_text().splitlines() for name in ("requirements.txt", "requirements-dev.txt")]
    names = [line.split("==")[0] for lock in locks for line in lock if "==" in line and not line.startswith((" ", "#"))]
    assert len(names) > 80
    for name in [*names, *project["dependencies"], *project["optional-dependencies"]["dev"]]:
        assert not any(word in name.lower() for word in known), name
    for app in ("bans", "notices", "participants", "toolbox", "audit", "config"):
        for path in (root / app).rglob("*.py"):
            text = path.read_text(encoding="utf-8").lower()
            assert not any(f"import {word}" in text or f"from {word}" in text for word in (*known, "cv2")), path


def test_r69_an_account_sends_so_many_photos_a_day(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    """The next day it may again, and meanwhile somebody else may."""
    monkeypatch.setattr(photos, "A_DAY", 2)
    for by, at, accepted in (
        (cast.manager_a, cast.at, True), (cast.manager_a, cast.at, True), (cast.manager_a, cast.at, False),
        (cast.manager_b, cast.at, True), (cast.manager_a, cast.at + dt.timedelta(days=1), True),
    ):  # fmt: skip
        if accepted:
            assert photos.accept_photo(io.BytesIO(GOOD), by=by, at=at)
        else:
            with pytest.raises(Refusal) as caught:
                photos.accept_photo(io.BytesIO(GOOD), by=by, at=at)
            assert caught.value.code == "too_many_photos"
