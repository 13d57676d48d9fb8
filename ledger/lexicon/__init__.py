"""The readers of `ledger/data/`: tables of words turned into frozen records, mistakes named by file and key."""
