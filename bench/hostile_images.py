"""Send two hundred hostile files through the photo door, and measure what an ordinary photo costs (T24).

python -m bench.hostile_images
"""

import io
import os
import statistics
import subprocess
import sys
import time

import django
from PIL import Image

from bans.photos import WORKER, clean_photo, is_plain_jpeg
from participants.refusals import Refusal
from tests.bans.hostile_photos import MARK, all_files

PEAK_MB = 256


def judge(data: bytes) -> str:
    """ "refused", "clean", or what is wrong."""
    try:
        jpeg = clean_photo(io.BytesIO(data))
    except Refusal as refusal:
        return "refused" if refusal.rule == "R69" else f"odd refusal {refusal.code}"
    with Image.open(io.BytesIO(jpeg)) as image:
        if image.getexif() or {"comment", "icc_profile", "exif", "xmp"} & set(image.info):
            return "METADATA"
        if max(image.size) > 800 or image.mode != "RGB":
            return "NOT SMALL"
    return "MARK" if MARK in jpeg or not is_plain_jpeg(jpeg) else "clean"


# What the process itself has had at most: what its parent counts for it includes the parent's own memory.
WEIGHED = """
import sys; sys.path.insert(0, sys.argv[1])
import photo_worker
code = photo_worker.main()
print(*(line.split()[1] for line in open("/proc/self/status") if line.startswith("VmHWM")), file=sys.stderr)
"""


def peak_of(data: bytes) -> float:
    """The most memory that a worker takes for this file, in MB."""
    command = [sys.executable, "-c", WEIGHED, str(WORKER.parent)]
    done = subprocess.run(command, input=data, capture_output=True)
    return int(done.stderr.split()[-1]) / 1024


def main() -> int:
    """Prints the tally, the peak memory of the worst worker, and the time of an ordinary photo."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    django.setup()
    wrong, tally, slowest = [], {"refused": 0, "clean": 0}, 0.0
    files = all_files()
    for name, data in files:
        began = time.monotonic()
        verdict = judge(data)
        slowest = max(slowest, time.monotonic() - began)
        if verdict in tally:
            tally[verdict] += 1
        else:
            wrong.append((name, verdict))
    peak, heaviest = max((peak_of(data), name) for name, data in files)
    print(f"{len(files)} files: {tally['refused']} refused, {tally['clean']} clean, {len(wrong)} wrong {wrong}")
    print(f"peak memory of a worker {peak:.0f} MB ({heaviest}), slowest {slowest:.2f} s")
    for width, height in ((1600, 1200), (4000, 3000), (5000, 4000)):
        photo = Image.linear_gradient("L").resize((width, height)).convert("RGB")
        out = io.BytesIO()
        photo.save(out, "JPEG", quality=85)
        times = []
        for _ in range(10):
            began = time.monotonic()
            clean_photo(io.BytesIO(out.getvalue()))
            times.append(time.monotonic() - began)
        print(f"photo of {width}x{height}: median {statistics.median(times):.2f} s, worst {max(times):.2f} s")
    return 1 if wrong or peak > PEAK_MB else 0


if __name__ == "__main__":
    sys.exit(main())
