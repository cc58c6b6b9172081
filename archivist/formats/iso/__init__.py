"""Disc images 光盘映像: written and read with pycdlib, which is used only here."""

from archivist.formats.iso.digest import image_sha256
from archivist.formats.iso.members import Member
from archivist.formats.iso.reading import hash_members, read_image
from archivist.formats.iso.writing import write_image

__all__ = ["Member", "hash_members", "image_sha256", "read_image", "write_image"]
