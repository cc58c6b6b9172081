"""Keep, check and audit the document archive of an innovation studio."""

__version__ = "0.1.0"
