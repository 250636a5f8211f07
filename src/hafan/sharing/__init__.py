"""The room of who sees a child: sharing with another agency, conflicts of interest, emergencies."""
