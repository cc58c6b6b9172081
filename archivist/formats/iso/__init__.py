"""Disc images 光盘映像: written and read with pycdlib, which is used only here."""

from archivist.formats.iso.hashing import HashedImage, hash_image
from archivist.formats.iso.members import Member
from archivist.formats.iso.reading import read_image
from archivist.formats.iso.writing import write_image

__all__ = ["HashedImage", "Member", "hash_image", "read_image", "write_image"]
