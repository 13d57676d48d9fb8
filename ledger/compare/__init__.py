"""Whether two figures can be compared, and what they then say of each other."""
