"""The index: every word of every record, on disk in the form of Whoosh 2.7.4, by our own code.

Beside the folder ``index`` lie ``index.json`` (what a whole index consists of) and ``index.lock``.

- `schema`: fields, columns, numbers of the form; `heads`: which texts of a head a field holds
- `keeping`: what is on disk, checked: absent, old, damaged, foreign or whole; `unusable`: which
- `committing`: making it what it is from now on, in one instant
- `safe_pickle`, `toc`: reading and writing the list of segments; no foreign class, ever
- `writing.IndexWriter`, `rebuilding.rebuild`: the one writer; `merging`: few segments for ever
- `reading.Index`: searching; never waits for a writer
"""
