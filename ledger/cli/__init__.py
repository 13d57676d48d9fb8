"""The command line: reads options, calls one action, shows one result."""
