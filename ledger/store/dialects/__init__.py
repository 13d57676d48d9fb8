"""What each kind of database does in its own way: one module for each, asked by the connection at hand."""
