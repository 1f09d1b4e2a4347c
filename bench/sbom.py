"""The bill of materials: what is installed here of requirements.txt, as CycloneDX JSON.

    python -m bench.sbom > sbom.json

Each component has its version, its licence and the hashes of the lock. A package of the lock that this machine
does not need (another system, another Python) is left out.
"""

import json
import re
import sys
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
LOCK = ROOT / "requirements.txt"
PIN = re.compile(
    r"^([a-z0-9_.-]+)(?:\[[a-z,]+\])?==(\S+)(?: ; [^\\]+)? \\$((?:\n    --hash=sha256:[0-9a-f]{64}(?: \\)?)+)", re.M
)
# What a licence is called by its package, and by SPDX.
SPDX = {
    "apache 2.0": "Apache-2.0",
    "apache license 2.0": "Apache-2.0",
    "apache software license": "Apache-2.0",
    "apache-2": "Apache-2.0",
    "bsd": "BSD-3-Clause",
    "bsd 3-clause": "BSD-3-Clause",
    "bsd license": "BSD-3-Clause",
    "dual license": "Apache-2.0 OR BSD-3-Clause",
    "gnu lesser general public license v3 (lgplv3)": "LGPL-3.0-only",
    "gnu library or lesser general public license (lgpl)": "LGPL-3.0-only",
    "isc license (iscl)": "ISC",
    "mit license": "MIT",
    "mozilla public license 2.0 (mpl 2.0)": "MPL-2.0",
    "python software foundation license": "PSF-2.0",
}


def pinned() -> dict[str, tuple[str, list[str]]]:
    """The lock: version and hashes by name."""
    text = LOCK.read_text(encoding="utf-8")
    return {m[1]: (m[2], re.findall(r"sha256:([0-9a-f]{64})", m[3])) for m in PIN.finditer(text)}


def licence_of(package: Distribution) -> str:
    """An SPDX expression where the package tells one, or else what it calls its licence; empty when it is silent."""
    said = package.metadata.get("License-Expression") or ""
    if not said:
        classes = [c for c in package.metadata.get_all("Classifier") or [] if c.startswith("License :: ")]
        names = [c.rpartition(" :: ")[2] for c in classes if c != "License :: OSI Approved"]
        said = " OR ".join(dict.fromkeys(SPDX.get(name.lower(), name) for name in names))
    if not said:
        said = "".join((package.metadata.get("License") or "").strip().splitlines()[:1])
    return SPDX.get(said.lower(), said)


def components() -> list[dict[str, Any]]:
    found = []
    for name, (version, hashes) in sorted(pinned().items()):
        try:
            package = distribution(name)
        except PackageNotFoundError:
            continue
        found.append(
            {
                "type": "library",
                "bom-ref": f"pkg:pypi/{name}@{package.version}",
                "name": name,
                "version": package.version,
                "purl": f"pkg:pypi/{name}@{package.version}",
                "licenses": [{"expression": licence_of(package)}],
                "properties": [
                    {"name": "drempel:pinned", "value": version},
                    *({"name": "drempel:sha256", "value": digest} for digest in hashes),
                ],
            }
        )
    return found


def bill() -> dict[str, Any]:
    project = re.search(r'^version = "(.+)"$', (ROOT / "pyproject.toml").read_text(encoding="utf-8"), re.M)
    assert project
    drempel = {"type": "application", "name": "drempel", "version": project[1]}
    return {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {"component": {**drempel, "licenses": [{"expression": "EUPL-1.2"}]}},
        "components": components(),
    }


if __name__ == "__main__":
    json.dump(bill(), sys.stdout, indent=1)
    print()
