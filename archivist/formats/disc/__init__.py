"""What a disc holds besides the archive's files: description, catalogue, checksums, scripts."""

from archivist.formats.disc.contents import CATALOGUE, SUMS, disc_contents

__all__ = ["CATALOGUE", "SUMS", "disc_contents"]
