"""The demo world: fictional agencies, staff and children of each country, made from a seed and a day."""
