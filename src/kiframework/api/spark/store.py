"""Files where Spark has them: on this machine, or in any of the stores it knows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from kiframework.errors import KiframeworkError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pyspark.sql import SparkSession


class StoredFile(NamedTuple):
    """A file somewhere."""

    address: str
    size: int
    """Bytes."""


class Store:
    """Does with files what Spark itself cannot: look for them, move them, write a single one."""

    def __init__(self, spark: SparkSession) -> None:
        """Take the settings of a session."""
        # Hadoop's files have no face in Python.
        self._java: Any = spark._jvm.org.apache.hadoop  # noqa: SLF001
        self._settings: Any = spark._jsc.hadoopConfiguration()  # noqa: SLF001

    def whole(self, address: str) -> str:
        """Return the whole address of a file or folder."""
        path, system = self._open(address)
        return str(system.makeQualified(path).toString())

    def beside(self, address: str, name: str) -> str:
        """Return the address of something in the same folder."""
        path, system = self._open(address)
        return str(self._java.fs.Path(system.makeQualified(path).getParent(), name).toString())

    def name(self, address: str) -> str:
        """Return the last part of an address."""
        return str(self._java.fs.Path(address).getName())

    def exists(self, address: str) -> bool:
        """Tell whether there is a file or folder."""
        path, system = self._open(address)
        return bool(system.exists(path))

    def is_empty(self, address: str) -> bool:
        """Tell whether there is a folder with nothing in it."""
        path, system = self._open(address)
        return bool(system.getFileStatus(path).isDirectory()) and not list(system.listStatus(path))

    def files(self, pattern: str) -> Iterator[StoredFile]:
        """Yield the files that a path or pattern names, and those below folders unless a name begins with _ or dot."""
        path, system = self._open(pattern)
        for found in sorted(system.globStatus(path) or [], key=_address):
            yield from self._below(system, found) if found.isDirectory() else [_file(found)]

    def _below(self, system: Any, folder: Any) -> Iterator[StoredFile]:
        for found in sorted(system.listStatus(folder.getPath()), key=_address):
            if not str(found.getPath().getName()).startswith(("_", ".")):
                yield from self._below(system, found) if found.isDirectory() else [_file(found)]

    def write(self, address: str, content: bytes) -> None:
        """Write a file."""
        path, system = self._open(address)
        stream = system.create(path, True)  # noqa: FBT003
        stream.write(bytearray(content))
        stream.close()

    def join(self, header: bytes, parts: Iterable[StoredFile], address: str) -> None:
        """Write a file that holds a header and the files given."""
        path, system = self._open(address)
        stream = system.create(path, True)  # noqa: FBT003
        stream.write(bytearray(header))
        for part in parts:
            source, own = self._open(part.address)
            opened = own.open(source)
            self._java.io.IOUtils.copyBytes(opened, stream, self._settings, False)  # noqa: FBT003
            opened.close()
        stream.close()

    def move(self, address: str, to: str) -> None:
        """Move a file or folder within a store."""
        path, system = self._open(address)
        if not system.rename(path, self._java.fs.Path(to)):
            raise KiframeworkError(f"{address} cannot be moved to {to}.", "look whether you may write there")

    def remove(self, address: str) -> None:
        """Remove a file, or a folder with all that is in it."""
        path, system = self._open(address)
        system.delete(path, True)  # noqa: FBT003

    def _open(self, address: str) -> tuple[Any, Any]:
        path = self._java.fs.Path(address)
        return path, path.getFileSystem(self._settings)


def _address(status: Any) -> str:
    return str(status.getPath().toString())


def _file(status: Any) -> StoredFile:
    return StoredFile(_address(status), int(status.getLen()))
