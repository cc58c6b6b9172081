"""Discs 光盘: images made, registered, checked after burning and again every few years."""
