"""The places of a theatre: built from open registers, looked up by name, in every spelling."""
