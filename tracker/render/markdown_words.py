"""Text that shows as itself in Markdown, whatever it holds."""

from __future__ import annotations

import re

_MARKUP = re.compile(r"([\\`*_\[\]<>#|~$]|&(?=#?\w+;))")
# At the beginning of a line these would start a list.
_LIST_SIGN = re.compile(r"^(\d{0,9})([-+.)])(?=\s)")


def plain_markdown(text: str, *, keep_links: bool = False) -> str:
    """The text on one line; an address becomes a link only if it is to `keep_links`."""
    words = (
        f"<{word}>"
        if keep_links and re.fullmatch(r"https?://[^\s<>]+", word)
        else _MARKUP.sub(r"\\\1", word)
        for word in text.split()
    )
    first, _, rest = " ".join(words).partition(" ")
    beginning = _LIST_SIGN.sub(r"\1\\\2", f"{first} ")
    return f"{beginning}{rest}".rstrip()
