"""The records that flow through the ledger: frozen, typed, standard library only."""
