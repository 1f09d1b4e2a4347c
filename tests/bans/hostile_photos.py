"""Files that an attacker, or an odd camera, would send as a photo; all made here, none kept in the repository."""

import io
import random
import struct
import zlib
from collections.abc import Iterator

from PIL import Image, PngImagePlugin

MARK = b"GEHEIM-MERK"
Made = tuple[str, bytes]


def picture(mode: str = "RGB", size: tuple[int, int] = (64, 48), seed: int = 1) -> Image.Image:
    """A picture with something in it."""
    noise = Image.frombytes("L", (16, 12), random.Random(seed).randbytes(192)).resize(size)
    return noise.point(lambda v: v * 256, "I").convert("I;16") if mode == "I;16" else noise.convert(mode)


def saved(image: Image.Image, form: str, **options: object) -> bytes:
    out = io.BytesIO()
    image.save(out, form, **options)
    return out.getvalue()


def chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def png(width: int, height: int, *, rows: int = 1, depth: int = 8, colour: int = 2, extra: bytes = b"") -> bytes:
    """A PNG whose header promises more than its few bytes hold."""
    header = struct.pack(">IIBBBBB", width, height, depth, colour, 0, 0, 0)
    body = zlib.compress(bytes(rows * (1 + width * 3)), 9)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + extra + chunk(b"IDAT", body) + chunk(b"IEND", b"")


def bombs() -> Iterator[Made]:
    """Small files that would be huge pictures."""
    for width, height in (
        (30_000, 30_000), (13_000, 13_000), (9_000, 9_000), (65_535, 400), (400, 65_535), (5_000, 4_001),
        (1, 2**31 - 1), (2**31 - 1, 1), (100_000, 100_000), (20_001, 1_000),
    ):  # fmt: skip
        yield f"bomb {width}x{height}.png", png(width, height)
    yield "whole bomb 9000x9000.png", png(9_000, 9_000, rows=9_000)
    yield "bomb 16 bit.png", png(8_000, 8_000, depth=16, colour=6)
    yield "bomb 12000x9000.jpg", saved(Image.new("L", (12_000, 9_000)), "JPEG")
    yield "bomb 16000x800.webp", saved(Image.new("RGB", (16_000, 800)), "WEBP", method=0)
    text = chunk(b"zTXt", b"Comment\x00\x00" + zlib.compress(bytes(64 * 1024 * 1024), 9))
    yield "text bomb.png", png(8, 8, rows=8, extra=text)
    profile = chunk(b"iCCP", b"p\x00\x00" + zlib.compress(bytes(64 * 1024 * 1024), 9))
    yield "profile bomb.png", png(8, 8, rows=8, extra=profile)


def polyglots() -> Iterator[Made]:
    """A picture that is also something else."""
    payloads = {
        "html": b"<html><script>alert('" + MARK + b"')</script></html>",
        "php": b"<?php echo '" + MARK + b"'; system($_GET['c']); ?>",
        "zip": b"PK\x03\x04" + MARK + bytes(26) + b"PK\x05\x06" + bytes(18),
        "js": b"*/alert('" + MARK + b"')//",
        "svg": b"<svg onload=alert('" + MARK + b"')/>",
        "pdf": b"%PDF-1.7 " + MARK + b" trailer << /Root 1 0 R >>",
        "sh": b"#!/bin/sh\necho " + MARK,
        "exe": b"MZ" + MARK + bytes(60),
    }
    for form in ("JPEG", "PNG", "WEBP"):
        plain = saved(picture(), form)
        for name, payload in payloads.items():
            yield f"{name} behind {form}", plain + payload
            yield f"{name} before {form}", payload + plain
    for name, payload in payloads.items():
        yield f"{name} as comment.jpg", saved(picture(), "JPEG", comment=payload)
        info = PngImagePlugin.PngInfo()
        info.add_text("Comment", payload.decode("latin-1"), zip=True)
        yield f"{name} as text.png", saved(picture(), "PNG", pnginfo=info)
        yield f"{name} in odd chunk.png", png(8, 8, rows=8, extra=chunk(b"meTa", payload))


def metadata() -> Iterator[Made]:
    """Where a camera and a drawing program leave traces."""
    exif = Image.Exif()
    exif[0x010E] = MARK.decode()
    exif[0x0110] = "Camera " + MARK.decode()
    exif.get_ifd(0x8825).update({1: "N", 2: (52.0, 5.0, 30.0), 3: "E", 4: (6.0, 10.0, 1.0)})
    for form in ("JPEG", "PNG", "WEBP"):
        yield f"place in exif.{form}", saved(picture(), form, exif=exif.tobytes())
        yield f"profile.{form}", saved(picture(), form, icc_profile=MARK + bytes(200))
        yield f"large profile.{form}", saved(picture(), form, icc_profile=MARK * 50_000)
    for form in ("JPEG", "WEBP"):
        yield f"xmp.{form}", saved(picture(), form, xmp=b"<x:xmpmeta>" + MARK + b"</x:xmpmeta>")
    for turn in range(10):
        turned = Image.Exif()
        turned[0x0112] = turn
        yield f"turn {turn}.jpg", saved(picture(), "JPEG", exif=turned.tobytes())
    for seed in range(8):
        broken = b"Exif\x00\x00" + random.Random(seed).randbytes(200) + MARK
        yield f"broken exif {seed}.jpg", saved(picture(), "JPEG", exif=broken)
    preview = Image.Exif()
    preview[0x0201] = 10
    yield "preview.jpg", saved(picture(), "JPEG", exif=preview.tobytes() + saved(picture(seed=9), "JPEG", comment=MARK))
    many = b"".join(chunk(b"tEXt", b"k%d\x00" % n + MARK) for n in range(20_000))
    yield "many chunks.png", png(8, 8, rows=8, extra=many)
    yield (
        "photoshop.jpg",
        saved(picture(), "JPEG").replace(
            b"\xff\xdb",
            b"\xff\xed" + struct.pack(">H", 2 + 14 + len(MARK)) + b"Photoshop 3.0\x00" + MARK + b"\xff\xdb",
            1,
        ),
    )


def moving() -> Iterator[Made]:
    frames = [picture(seed=seed) for seed in range(4)]
    for form in ("GIF", "WEBP", "PNG", "TIFF"):
        yield f"moving.{form}", saved(frames[0], form, save_all=True, append_images=frames[1:])
    yield "still.gif", saved(picture("P"), "GIF")
    yield "two in one.mpo", saved(frames[0], "MPO", save_all=True, append_images=frames[1:])


def other_kinds() -> Iterator[Made]:
    """What is no photo, under whatever name."""
    yield "nothing.jpg", b""
    yield "one byte.jpg", b"\xff"
    yield "noughts.jpg", bytes(5_000)
    yield "text.jpg", b"dit is geen foto " * 100
    yield "drawing.svg", b'<svg xmlns="http://www.w3.org/2000/svg"><image href="file:///etc/passwd"/></svg>'
    yield "xxe.svg", b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><svg>&e;</svg>'
    yield "letter.pdf", b"%PDF-1.7\n1 0 obj << /Type /Catalog >> endobj\ntrailer << /Root 1 0 R >>"
    yield "page.html", b"<html><body>foto</body></html>"
    yield "archive.zip", b"PK\x03\x04" + bytes(100)
    yield "postscript.eps", b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 10 10\n"
    for form in ("BMP", "TIFF", "ICO", "PPM", "TGA", "PCX", "SGI", "JPEG2000", "AVIF", "DDS", "MSP", "XBM"):
        try:
            yield f"picture.{form}", saved(picture("1" if form in ("MSP", "XBM") else "RGB"), form)
        except (KeyError, OSError):
            continue
    for seed in range(12):
        yield f"noise {seed}.jpg", b"\xff\xd8\xff\xe0" + random.Random(seed).randbytes(4_000)
    for seed in range(6):
        yield f"noise {seed}.webp", b"RIFF\x00\x20\x00\x00WEBPVP8 " + random.Random(seed).randbytes(4_000)


def damaged() -> Iterator[Made]:
    """Good pictures cut short or with wrong bytes."""
    for form in ("JPEG", "PNG", "WEBP"):
        whole = saved(picture(size=(320, 240)), form)
        for part in (0.02, 0.1, 0.3, 0.5, 0.9, 0.99):
            yield f"cut at {part}.{form}", whole[: int(len(whole) * part)]
        for seed in range(6):
            made, spoiled = random.Random(seed), bytearray(whole)
            for _ in range(12):
                spoiled[made.randrange(12, len(spoiled))] = made.randrange(256)
            yield f"spoiled {seed}.{form}", bytes(spoiled)


def odd_modes() -> Iterator[Made]:
    for mode in ("1", "L", "LA", "P", "RGBA", "I;16"):
        yield f"{mode}.png", saved(picture(mode), "PNG")
    for mode in ("L", "CMYK", "RGB"):
        yield f"{mode}.jpg", saved(picture(mode), "JPEG", progressive=mode == "RGB")
    yield "one pixel.png", saved(picture(size=(1, 1)), "PNG")
    yield "thin.png", saved(picture(size=(15_000, 1)), "PNG")
    # The largest that are let in, in the forms that cost the decoder most.
    yield "largest.png", saved(Image.new("RGBA", (5_000, 4_000)), "PNG", compress_level=1)
    yield "largest.webp", saved(Image.new("RGBA", (4_000, 3_000)), "WEBP", method=0)
    yield "transparent.png", saved(Image.new("RGBA", (30, 30), (255, 0, 0, 0)), "PNG")
    yield "adobe.jpg", saved(picture("CMYK", (200, 200)), "JPEG", quality=95)


def all_files() -> list[Made]:
    """Two hundred and more."""
    kinds = (bombs, polyglots, metadata, moving, other_kinds, damaged, odd_modes)
    return [made for kind in kinds for made in kind()]
