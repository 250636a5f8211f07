"""What a server process of `hafan serve` loads: the application, and the promise not to outlive its parent."""

from __future__ import annotations

from hafan.config.orphans import end_with_parent
from hafan.config.wsgi import application

__all__ = ["application"]

end_with_parent()
