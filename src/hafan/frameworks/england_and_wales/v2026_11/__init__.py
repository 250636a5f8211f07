"""What the two countries share: clocks that start and stop alike. Their numbers stand in each country's own values."""
