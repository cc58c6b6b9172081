"""The parts of the generator of ``sample_archive/``; run ``python tests/sample.py``."""
