"""Believable lives, told as plain entries: the same seed and the same day give the same stories, to the byte."""

from hafan.demo.stories.casting import stories
from hafan.demo.stories.telling import Kin, Said, Story

__all__ = ["Kin", "Said", "Story", "stories"]
