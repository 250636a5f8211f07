"""What a server process of `hafan serve` loads: the application, and the promise not to outlive its parent."""

from __future__ import annotations

from hafan.config.orphans import end_with_parent, leave_the_terminal
from hafan.config.settling import settle
from hafan.config.wsgi import application

__all__ = ["application"]

leave_the_terminal()
end_with_parent()
settle()
