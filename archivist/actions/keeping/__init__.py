"""Keeping: seal and verify, backup that is shown to restore, retention."""
