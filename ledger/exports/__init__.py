"""Figures, groups, pairs and findings as text for a reader: one table model, many renderings."""
