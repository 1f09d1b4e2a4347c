"""A disk that forgets what was not synced when the power goes: for `bench.power_cut`, by FUSE.

    python bench/forgetful_disk.py FOLDER

Needs fusepy (pip) and libfuse2 (Debian). Everything lies in memory. What a program wrote is read back at once, and is
kept over a cut only if the file was synced after it. A file that was made, renamed or removed keeps its name over a
cut only if it or its folder was synced. Writing "cut" to `/.power` is the cut.
"""

import errno
import os
import stat
import sys
import time
from typing import Any

from fuse import FUSE, FuseOSError, Operations  # type: ignore[import-not-found]

POWER = "/.power"


class ForgetfulDisk(Operations):  # type: ignore[misc]
    def __init__(self) -> None:
        self.now: dict[str, bytearray] = {}
        self.kept: dict[str, bytes] = {}
        self.folders = {"/"}

    def cut(self) -> None:
        self.now = {path: bytearray(data) for path, data in self.kept.items()}

    def _file(self, path: str) -> bytearray:
        if path not in self.now:
            raise FuseOSError(errno.ENOENT)
        return self.now[path]

    def getattr(self, path: str, fh: Any = None) -> dict[str, Any]:
        common = {"st_uid": os.getuid(), "st_gid": os.getgid(), "st_mtime": time.time(), "st_nlink": 1}
        if path in self.folders:
            return {**common, "st_mode": stat.S_IFDIR | 0o700, "st_nlink": 2}
        if path == POWER:
            return {**common, "st_mode": stat.S_IFREG | 0o600, "st_size": 0}
        return {**common, "st_mode": stat.S_IFREG | 0o600, "st_size": len(self._file(path))}

    def readdir(self, path: str, fh: Any) -> list[str]:
        inside = [other for other in (*self.now, *self.folders) if other != path and os.path.dirname(other) == path]
        return [".", "..", *map(os.path.basename, inside)]

    def mkdir(self, path: str, mode: int) -> None:
        self.folders.add(path)

    def create(self, path: str, mode: int, fi: Any = None) -> int:
        self.now[path] = bytearray()
        return 0

    def open(self, path: str, flags: int) -> int:
        if path != POWER:
            self._file(path)
        return 0

    def read(self, path: str, size: int, offset: int, fh: Any) -> bytes:
        return bytes(self._file(path)[offset : offset + size])

    def write(self, path: str, data: bytes, offset: int, fh: Any) -> int:
        if path == POWER:
            self.cut()
            return len(data)
        held = self._file(path)
        if len(held) < offset:
            held.extend(bytes(offset - len(held)))
        held[offset : offset + len(data)] = data
        return len(data)

    def truncate(self, path: str, length: int, fh: Any = None) -> None:
        if path == POWER:
            return
        held = self._file(path)
        del held[length:]
        held.extend(bytes(length - len(held)))

    def fsync(self, path: str, datasync: int, fh: Any) -> int:
        if path != POWER:
            self.kept[path] = bytes(self._file(path))
        return 0

    def fsyncdir(self, path: str, datasync: int, fh: Any) -> int:
        """The names in this folder are kept; what stands in a file that was never synced is not."""
        for name in [name for name in self.kept if os.path.dirname(name) == path and name not in self.now]:
            del self.kept[name]
        for name in [name for name in self.now if os.path.dirname(name) == path]:
            self.kept.setdefault(name, b"")
        return 0

    def unlink(self, path: str) -> None:
        self._file(path)
        del self.now[path]

    def rename(self, old: str, new: str) -> None:
        self.now[new] = self._file(old)
        del self.now[old]

    def chmod(self, path: str, mode: int) -> int:
        return 0

    def chown(self, path: str, uid: int, gid: int) -> int:
        return 0

    def utimens(self, path: str, times: Any = None) -> None:
        return None

    def statfs(self, path: str) -> dict[str, int]:
        return {"f_bsize": 4096, "f_frsize": 4096, "f_blocks": 1 << 20, "f_bfree": 1 << 19, "f_bavail": 1 << 19}


if __name__ == "__main__":
    FUSE(ForgetfulDisk(), sys.argv[1], foreground=True, nothreads=True)
