"""One module a check: a function from comparable figures to findings."""
