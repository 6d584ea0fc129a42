"""Bytes to articles, a module a format."""
