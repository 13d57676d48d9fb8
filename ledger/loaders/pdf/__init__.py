"""PDF, by where its words stand."""
