"""The ledger file: documents and figures kept, judgements beside them, and all of it fetched again.

`engine.open_ledger` gives a `Ledger`; `writes` has the `add_` functions, `reads` and `queries` the
`fetch_` ones, `migrate` and `backup` look after the file. Every error a caller can meet is one of
`ledger.errors`, with exit code 5 where the file itself is the trouble.
"""
