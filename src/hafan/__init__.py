"""Hafan: the shared record for early permanence."""
