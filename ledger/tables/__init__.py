"""Tables of texts, and tables of the figures read in them: as Parquet (Arrow) and as lines of JSON."""
