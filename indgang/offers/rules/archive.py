"""A zip archive that somebody sent: looked into, never unpacked, and never larger than it may be."""

import io
import zipfile
import zlib
from pathlib import PurePosixPath

from indgang.offers.rules.offer_table import UnreadableTable

MOST_UNPACKED = 100_000_000  # bytes in all; what a package of 5,000 services needs is a third of it
MOST_ENTRIES = 200
LARGEST_RATIO = 200  # unpacked against packed; tables come to 20 or so, a bomb to 1,000


class Archive:
    """The files of a zip archive by name. Raises UnreadableTable for one that is not what it says."""

    def __init__(self, content: bytes) -> None:
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(content))
            entries = self._zip.infolist()
        except (zipfile.BadZipFile, ValueError, OSError, EOFError) as fault:
            raise UnreadableTable("broken_zip") from fault
        if len(entries) > MOST_ENTRIES:
            raise UnreadableTable("zip_bomb")
        size = sum(entry.file_size for entry in entries)
        packed = sum(entry.compress_size for entry in entries)
        if size > MOST_UNPACKED or size > LARGEST_RATIO * max(packed, 10_000):
            raise UnreadableTable("zip_bomb")
        for entry in entries:
            path = PurePosixPath(entry.filename.replace("\\", "/"))
            if path.is_absolute() or ".." in path.parts or ":" in entry.filename:
                raise UnreadableTable("zip_path", entry.filename[:40])
            if entry.flag_bits & 0x1:
                raise UnreadableTable("zip_locked")
        self.names = {entry.filename: entry for entry in entries if not entry.is_dir()}

    def read(self, name: str) -> bytes:
        """The whole of one file; never more of it than the archive says there is."""
        try:
            with self._zip.open(self.names[name]) as file:
                return file.read(self.names[name].file_size + 1)
        except (
            zipfile.BadZipFile,
            zlib.error,
            NotImplementedError,
            RuntimeError,
            EOFError,
        ) as fault:
            raise UnreadableTable("broken_zip") from fault
