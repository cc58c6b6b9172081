"""Boxes: what lies in which, putting items into them, and their register."""
