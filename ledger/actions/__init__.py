"""One function for each command: what it does, without a word printed."""
