"""The SQL of access, by what it decides: sight, giving, seclusion, emergencies. Each text is run by one migration."""
