"""The verbs of the gate: write, prepare, settle what was found, release, call back, collect; take words back; tell of an exposure."""
