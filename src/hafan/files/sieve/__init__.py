"""What comes in is looked at here, in a process of its own that can reach nothing: it refuses, or writes a clean copy.

No Django, no database, no network. `python -m hafan.files.sieve <ending>` reads the file from stdin and answers on stdout.
"""

from hafan.files.sieve.looking import sift
from hafan.files.sieve.verdict import Refused, Sifted

__all__ = ["Refused", "Sifted", "sift"]
