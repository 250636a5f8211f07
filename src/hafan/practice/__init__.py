"""The core: what practice and law mean, in pure Python. It is told the date and knows no web, database or clock."""
