"""The report: one page with findings, charts, tables and sources, that needs nothing but a browser."""
