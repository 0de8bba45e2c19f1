"""The embedded grammar checker: Harper, offline, in-process."""
