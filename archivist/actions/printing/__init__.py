"""What is printed: labels, catalogues, covers, photo sheets, reports, one kind a module."""
