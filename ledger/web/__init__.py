"""The live review page: what it shows and does, a command shows and does too."""
