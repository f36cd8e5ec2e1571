"""A copy of an instance that is known to be whole, and the way back."""

import hashlib
import json
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from eventhub.clock import now
from eventhub.db.export import (
    Export,
    TransferError,
    lines_of_export,
    read_export,
    rows_here,
    take_in,
)

DATA = "data.json"
MANIFEST = "manifest.json"


@dataclass(frozen=True)
class Restored:
    """How many rows came back, and where the copy of what stood here before is; None when there was nothing."""

    rows: int
    kept: Path | None


def back_up(path: Path) -> Export:
    """Write a copy to ``path``, for its owner's eyes alone, and read it again; what was read comes back."""
    part = path.with_name(f"{path.name}.part")
    try:
        with _private(part) as archive:
            checksum = hashlib.sha256()
            with archive.open(DATA, "w", force_zip64=True) as stream:
                for line in lines_of_export():
                    checksum.update(line.encode())
                    stream.write(line.encode())
            archive.writestr(
                MANIFEST, json.dumps({"sha256": checksum.hexdigest(), "made_at": now().isoformat()})
            )
        export = read_backup(part)
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)
    return export


@contextmanager
def _private(path: Path) -> Iterator[zipfile.ZipFile]:
    path.unlink(missing_ok=True)
    path.touch(mode=0o600)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        yield archive


def read_backup(path: Path) -> Export:
    """The data of a copy, when not one bit of it has changed.

    Raises:
        TransferError
    """
    try:
        with zipfile.ZipFile(path) as archive:
            manifest, data = json.loads(archive.read(MANIFEST)), archive.read(DATA)
    except (OSError, ValueError, KeyError, zipfile.BadZipFile) as error:
        raise TransferError(f"{path} is not a whole backup of EventHub ({error}).") from error
    if hashlib.sha256(data).hexdigest() != manifest.get("sha256"):
        raise TransferError(f"{path} is damaged: its data is not what was written. Use another backup.")
    return read_export(data)


def restore(path: Path, *, may_replace: bool, keep_in: Path) -> Restored:
    """Bring an instance to what a copy holds. What stood there before is copied into ``keep_in`` first.

    Raises:
        TransferError: the copy cannot be used, or there is data here and ``may_replace`` is not set.
    """
    export = read_backup(path)
    here = rows_here()
    if here and not may_replace:
        raise TransferError(f"This instance holds {here} rows. To replace them, say so with --replace.")
    kept = keep_in / f"before-restore-{now():%Y%m%dT%H%M%SZ}.zip" if here else None
    if kept:
        back_up(kept)
    take_in(export)
    return Restored(export.count, kept)
