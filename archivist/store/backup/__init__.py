"""Backups 备份: content stored once by its hash, and snapshots that name it, readable by hand."""
