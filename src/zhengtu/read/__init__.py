"""Bytes → documents: any format, any encoding, offsets true."""

from zhengtu.read.files import expand
from zhengtu.read.furniture import furniture
from zhengtu.read.release import same_release
from zhengtu.read.source import has_chinese, read_source, read_text

__all__ = ["expand", "furniture", "has_chinese", "read_source", "read_text", "same_release"]
