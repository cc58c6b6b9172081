"""The words of foreign files, one module a format; run only in processes that can be killed.

A module offers ``read(stream: BinaryIO) -> Iterator[str]``, which yields the pages (slides, sheets)
one by one, so that what was read before a fault or a limit is kept; it raises `failing.TextError`
for what it knows to be wrong. `reading.read_text` chooses the module by the content and enforces
the limits.
"""
