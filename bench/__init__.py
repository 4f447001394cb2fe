"""Our speed claims, each measured beside its alternative in the same run: `python -m bench [name …]`."""
