"""The law: dated, cited clocks and gates for England and for Wales. To see what is in force, ask the registry."""
