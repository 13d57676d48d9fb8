"""Files and streams turned into documents: text unchanged, sections by shape, metadata with its origin."""
