"""What a user can do, one verb a file: gather, decide, write. Returns values, prints nothing."""
