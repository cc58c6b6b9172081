"""Bags 移交包 on the disk: folders and ZIPs that are written, read and checked (RFC 8493)."""
