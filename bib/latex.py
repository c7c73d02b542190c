"""LaTeX as it stands in bibliographies, turned into text for reading, sorting and searching.

The source keeps its LaTeX; only what is shown and searched goes through here. The time is linear,
nothing is refused, and a command that is not known stays as it is.
"""

from __future__ import annotations

import re
import unicodedata

_COMBINING = {
    "`": "\u0300", "'": "\u0301", "^": "\u0302", "~": "\u0303", "=": "\u0304", "u": "\u0306",
    ".": "\u0307", '"': "\u0308", "r": "\u030a", "H": "\u030b", "v": "\u030c", "d": "\u0323",
    "c": "\u0327", "k": "\u0328", "b": "\u0331", "t": "\u0361",
}  # fmt: skip

# Stand-ins for characters that are markup in LaTeX, until the markup is gone.
_TILDE, _DOLLAR, _GRAVE = "\u0002", "\u0003", "\u0006"
_OPENING, _CLOSING = "\u0004", "\u0005"

_LETTERS_AND_SIGNS = {
    "ss": "ß", "SS": "ẞ", "o": "ø", "O": "Ø", "l": "ł", "L": "Ł", "ae": "æ", "AE": "Æ",
    "oe": "œ", "OE": "Œ", "aa": "å", "AA": "Å", "i": "ı", "j": "ȷ", "dh": "ð", "DH": "Ð",
    "dj": "đ", "DJ": "Đ", "th": "þ", "TH": "Þ", "ng": "ŋ", "NG": "Ŋ", "S": "§", "P": "¶",
    "copyright": "©", "pounds": "£", "euro": "€", "EUR": "€", "dag": "†", "ddag": "‡",
    "dots": "…", "ldots": "…", "textellipsis": "…", "slash": "/", "textendash": "–",
    "textemdash": "—", "textquoteleft": "‘", "textquoteright": "’", "textquotedblleft": "“",
    "textquotedblright": "”", "quotesinglbase": "‚", "quotedblbase": "„", "glqq": "„",
    "grqq": "“", "guillemotleft": "«", "guillemotright": "»", "flqq": "«", "frqq": "»",
    "guilsinglleft": "‹", "guilsinglright": "›", "lq": "‘", "rq": "’", "textquotesingle": "'",
    "textquotedbl": '"', "textasciigrave": _GRAVE, "textexclamdown": "¡", "textquestiondown": "¿",
    "textbackslash": "\\", "textasciitilde": _TILDE, "textasciicircum": "^",
    "textunderscore": "_", "textbar": "|", "textless": "<", "textgreater": ">",
    "textdollar": _DOLLAR, "textbraceleft": _OPENING, "textbraceright": _CLOSING,
    "lbrace": _OPENING, "rbrace": _CLOSING, "textbullet": "•", "textdegree": "°",
    "textregistered": "®", "texttrademark": "™", "texteuro": "€", "textsterling": "£",
    "textyen": "¥", "textsection": "§", "textparagraph": "¶", "textperiodcentered": "·",
    "textordfeminine": "ª", "textordmasculine": "º", "textmu": "µ", "texttimes": "×",
    "textpm": "±", "nobreakspace": " ", "space": " ", "quad": " ", "qquad": " ", "newline": " ",
    "par": " ", "TeX": "TeX", "LaTeX": "LaTeX", "BibTeX": "BibTeX",
    # Switches change the look of what follows and leave nothing behind.
    "it": "", "em": "", "bf": "", "sc": "", "rm": "", "sf": "", "tt": "", "sl": "", "itshape": "",
    "bfseries": "", "scshape": "", "upshape": "", "slshape": "", "rmfamily": "", "sffamily": "",
    "ttfamily": "", "mdseries": "", "normalfont": "", "protect": "", "relax": "",
}  # fmt: skip

_MATHEMATICS = {
    "alpha": "α", "beta": "β", "gamma": "γ", "delta": "δ", "epsilon": "ε", "varepsilon": "ε",
    "zeta": "ζ", "eta": "η", "theta": "θ", "iota": "ι", "kappa": "κ", "lambda": "λ", "mu": "μ",
    "nu": "ν", "xi": "ξ", "pi": "π", "rho": "ρ", "sigma": "σ", "tau": "τ", "upsilon": "υ",
    "phi": "φ", "varphi": "φ", "chi": "χ", "psi": "ψ", "omega": "ω", "Gamma": "Γ", "Delta": "Δ",
    "Theta": "Θ", "Lambda": "Λ", "Xi": "Ξ", "Pi": "Π", "Sigma": "Σ", "Upsilon": "Υ", "Phi": "Φ",
    "Psi": "Ψ", "Omega": "Ω", "times": "×", "pm": "±", "mp": "∓", "cdot": "·", "div": "÷",
    "le": "≤", "leq": "≤", "ge": "≥", "geq": "≥", "ne": "≠", "neq": "≠", "approx": "≈",
    "sim": "∼", "infty": "∞", "rightarrow": "→", "to": "→", "leftarrow": "←", "degree": "°",
    "leftrightarrow": "↔", "Rightarrow": "⇒", "in": "∈", "partial": "∂", "nabla": "∇",
    "sum": "∑", "prod": "∏", "int": "∫", "sqrt": "√", "forall": "∀", "exists": "∃", "ell": "ℓ",
    "lesssim": "≲", "gtrsim": "≳", "ll": "≪", "gg": "≫", "leqslant": "≤", "geqslant": "≥",
    "simeq": "≃", "cong": "≅", "equiv": "≡", "propto": "∝", "lessapprox": "⪅", "gtrapprox": "⪆",
    "notin": "∉", "subset": "⊂", "subseteq": "⊆", "cup": "∪", "cap": "∩", "emptyset": "∅",
    "mid": "∣", "perp": "⊥", "odot": "⊙", "oplus": "⊕", "otimes": "⊗", "prime": "′",
    "langle": "⟨", "rangle": "⟩", "hbar": "ℏ", "vert": "|", "Vert": "‖", "neg": "¬",
    "star": "⋆", "ast": "∗", "circ": "∘", "bullet": "•", "cdots": "⋯", "backslash": "\\",
}  # fmt: skip

_SPACING = {",": " ", " ": " ", "\n": " ", ";": " ", ":": " ", "!": "", "-": "", "/": "", "@": "",
            "\\": " ", "~": _TILDE, "$": _DOLLAR, "{": _OPENING, "}": _CLOSING}  # fmt: skip

_BLANKS_AND_CONTROLS = re.compile(r"[\x00-\x1f\x7f\xa0]")
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
_ENQUOTED = re.compile(r"\\enquote\*?\s*+\{([^{}]*+)\}")
_WITH_SIDE_ARGUMENT = re.compile(
    r"\\(?:href|bibinfo|foreignlanguage|textcolor|noopsort)\s*+\{[^{}]*+\}"
)
_UNWRAPPED = re.compile(
    r"\\(?:text(?:it|bf|sc|sl|tt|rm|sf|up|md|normal|superscript|subscript)?|emph|mbox|hbox|url|path"
    r"|nolinkurl|ensuremath|math(?:rm|it|bf|sf|tt|cal|bb)|boldsymbol|operatorname|underline|uline"
    r"|natexlab|lowercase|uppercase|MakeUppercase|MakeLowercase|enquote)\*?\s*+(?=\{)"
)
_ACCENT = re.compile(
    r"\\(?P<mark>[`'^\"~=.]\s*+|[uvHckrdbt](?:\s++|(?=[{\\])))"
    r"(?:\{\s*+)?(?:\\(?P<dotless>[ij])(?![A-Za-z])\s*+|(?P<base>[^\W\d_]))(?:\s*+\})?"
)
_ACCENT_ALONE = re.compile(r"\\([~^`'\"=.])\s*+\{\s*+\}")
_COMMAND = re.compile(r"\\(?:([A-Za-z]++)(\s*+)(\{\s*+\})?(?=(\{?))|(.))", re.DOTALL)
_FORMULA = re.compile(r"\$(?=\S)([^$]*+)(?<=\S)\$(?!\d)")
_CLOSING_QUOTE = re.compile(r"'(?!\w)")
_MARKUP = str.maketrans({"{": None, "}": None, "~": " "})
_BACK = str.maketrans({_TILDE: "~", _DOLLAR: "$", _OPENING: "{", _CLOSING: "}", _GRAVE: "`"})

_SPECIALS = str.maketrans({
    "\\": r"\textbackslash{}", "{": r"\textbraceleft{}", "}": r"\textbraceright{}",
    "~": r"\textasciitilde{}", "^": r"\textasciicircum{}", "&": r"\&", "%": r"\%", "$": r"\$",
    "#": r"\#", "_": r"\_", "`": r"\textasciigrave{}",
})  # fmt: skip
_AT_LINE_START = re.compile(r"^([ \t]*)@", re.MULTILINE)
_LIGATURE = re.compile(r"-(?=-)|'(?=')")


def latex_to_unicode(text: str) -> str:
    r"""The text as a reader sees it, on one line.

    >>> latex_to_unicode(r"{G}ayt{\'a}n-Lugo --- ``\emph{Sex}'' \& law")
    'Gaytán-Lugo — “Sex” & law'
    """
    if _is_plain(text):
        return text
    text = _CONTROLS.sub("", text)
    if "\\" in text:
        text = _without_commands(text)
    if "$" in text:
        text = _FORMULA.sub(r"\1", text)
    if "--" in text:
        text = text.replace("---", "—").replace("--", "–")
    text = text.replace("``", "“").replace("''", "”")
    if "`" in text:
        text = _CLOSING_QUOTE.sub("’", text.replace("`", "‘"))
    return unicodedata.normalize("NFC", " ".join(text.translate(_MARKUP).translate(_BACK).split()))


def latex_from_text(text: str) -> str:
    """Plain text with everything masked that LaTeX or BibTeX would take for markup."""
    if not _is_masked(text):
        return text
    return _AT_LINE_START.sub(r"\1{}@", _LIGATURE.sub(r"\g<0>{}", text.translate(_SPECIALS)))


def _is_plain(text: str) -> bool:
    """Whether LaTeX shows the text as it stands; asked of every value there is.

    Looking for one sign after the other is many times as fast as looking for all at once.
    """
    if "\\" in text or "{" in text or "}" in text or "~" in text or "$" in text or "`" in text:
        return False
    if "--" in text or "''" in text or "  " in text or text[:1] == " " or text[-1:] == " ":
        return False
    return text.isprintable() or _BLANKS_AND_CONTROLS.search(text) is None


def _is_masked(text: str) -> bool:
    if "\\" in text or "{" in text or "}" in text or "~" in text or "$" in text or "`" in text:
        return True
    if "&" in text or "%" in text or "#" in text or "_" in text or "^" in text or "@" in text:
        return True
    return "--" in text or "''" in text


def _without_commands(text: str) -> str:
    text = _ACCENT.sub(_accented, text)
    if "\\" not in text:
        return text
    text = _ENQUOTED.sub(r"“\1”", text)
    text = _WITH_SIDE_ARGUMENT.sub("", text)
    text = _UNWRAPPED.sub("", text)
    text = _ACCENT.sub(_accented, text)  # an accent may stand on an accented letter
    text = _ACCENT_ALONE.sub(lambda match: _TILDE if match[1] == "~" else match[1], text)
    return _COMMAND.sub(_command, text)


def _accented(match: re.Match[str]) -> str:
    base = match["dotless"] or match["base"]
    return unicodedata.normalize("NFC", base + _COMBINING[match["mark"][0]])


def _command(match: re.Match[str]) -> str:
    name, space, emptied, opening, character = match.groups()
    if character is not None:
        return _SPACING.get(character, character)
    if name in _LETTERS_AND_SIGNS:
        return _LETTERS_AND_SIGNS[name]
    if name in _MATHEMATICS:
        return _MATHEMATICS[name] + space
    # Nothing is known of it: it stays, kept apart from what it is applied to.
    return match[0].removesuffix(emptied or "") + (" " if opening and not space else "")
