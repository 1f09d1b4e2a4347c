"""What others made and we run: pinned, listed, licensed, and nothing that looks at faces (G22, T27)."""

import json
import re
import subprocess
import sys
import tomllib

from bench.sbom import bill, components, pinned
from tests.platform.surroundings import ROOT

# Licences under which what is distributed together with the EUPL-1.2 may stay together with it.
ALLOWED = {
    "0BSD", "Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "ISC", "LGPL-3.0-only", "MIT", "MIT-0", "MIT-CMU",
    "MPL-2.0", "PSF-2.0", "Unlicense", "HPND",
}  # fmt: skip
# Read by hand: three licences of which one may choose, and a notice under one of the files.
READ_BY_HAND = {"pyphen": "MPL-1.1 chosen", "qrcode": "BSD-3-Clause; one file MIT", "uritemplate": "BSD-3-Clause"}
# Packages that compare faces, guess who somebody is, or read documents: never part of this (T32 reads the names).
FORBIDDEN = re.compile(
    r"face|dlib|insightface|deepface|mediapipe|arcface|facenet|opencv|tensorflow|torch|onnx|keras|biometr"
    r"|nationalit|ethnic|gender|namsor|passport|mrz|tesser|ocr|sentiment|shap|pickle5|dill|jsonpickle"
)


def test_every_package_of_the_lock_has_hashes() -> None:
    lines = re.findall(
        r"^[a-z0-9_.-]+(?:\[[a-z,]+\])?==", (ROOT / "requirements.txt").read_text(encoding="utf-8"), re.M
    )
    assert len(pinned()) == len(lines) > 50
    assert all(hashes for _version, hashes in pinned().values())


def test_installation_takes_only_what_is_hashed() -> None:
    """And only built packages: building one would run its code while it installs."""
    for name in ("start", "Dockerfile"):
        text = (ROOT / name).read_text(encoding="utf-8")
        installs = [line for line in text.splitlines() if re.search(r"\bpip install\b", line)]
        assert installs and all("--require-hashes" in line and "--only-binary :all:" in line for line in installs), name


def test_what_is_installed_is_what_is_pinned() -> None:
    """In one of the two locks: tests run on the larger one."""
    larger = dict(
        re.findall(r"^([a-z0-9_.-]+)(?:\[[a-z,]+\])?==(\S+)", (ROOT / "requirements-dev.txt").read_text(), re.M)
    )
    for component in components():
        name = component["name"]
        assert component["version"] in {pinned()[name][0], larger[name]}, name


def test_every_licence_is_known_and_allowed() -> None:
    """Joined by OR, one of them is enough; joined by AND, all must be allowed."""
    for component in components():
        said = component["licenses"][0]["expression"]
        if component["name"] in READ_BY_HAND:
            continue
        choices = [set(choice.split(" AND ")) for choice in said.strip("()").split(" OR ")]
        assert said and any(choice <= ALLOWED for choice in choices), f"{component['name']}: {said!r}"


def test_no_forbidden_package_is_asked_for_or_drawn_in() -> None:
    """In neither lock, nor in the project; the names of what is installed beside it count too."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    names = set(project["dependencies"])
    for lock in ("requirements.txt", "requirements-dev.txt"):
        names |= set(re.findall(r"^([a-z0-9_.-]+)(?:\[[a-z,]+\])?==", (ROOT / lock).read_text(encoding="utf-8"), re.M))
    assert len(names) > 100
    assert [name for name in sorted(names) if FORBIDDEN.search(name)] == []


def test_forbidden_names_are_found() -> None:
    for name in ("face-recognition", "opencv-python-headless", "torchvision", "pytesseract"):
        assert FORBIDDEN.search(name)


def test_bill_of_materials_is_made_by_a_command() -> None:
    """CycloneDX, with the version, the licence and the hashes of each part."""
    done = subprocess.run(
        [sys.executable, "-m", "bench.sbom"], cwd=ROOT, capture_output=True, text=True, check=True, timeout=60
    )
    made = json.loads(done.stdout)
    assert made == bill()
    assert (made["bomFormat"], made["metadata"]["component"]["name"]) == ("CycloneDX", "drempel")
    by_name = {component["name"]: component for component in made["components"]}
    assert {"django", "cryptography", "weasyprint", "pillow"} <= set(by_name)
    for component in by_name.values():
        assert component["purl"] == f"pkg:pypi/{component['name']}@{component['version']}"
        assert [p for p in component["properties"] if p["name"] == "drempel:sha256"]


def test_image_names_its_base_and_brings_no_workbench() -> None:
    """A version of the base image, the running lock alone, no history and no keys in the image."""
    image = (ROOT / "Dockerfile").read_text(encoding="utf-8")
    assert re.search(r"^FROM python:3\.\d+", image, re.M) and "requirements-dev" not in image
    assert re.search(r"^USER (?!root)", image, re.M)
    ignored = (ROOT / ".dockerignore").read_text(encoding="utf-8").split()
    assert {".git", "secrets", "var"} <= {name.strip("/") for name in ignored}
