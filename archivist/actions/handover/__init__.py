"""Handing over 移交: packages that are made, checked and taken in."""
