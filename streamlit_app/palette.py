"""The colors of the charts: the one table of them.

Holds pairs (light, dark) by meaning, and the Vega expression that picks one by the page's own background.
Does not hold: chart shapes (``charts``), the theme of the page (``.streamlit/config.toml``).
Called by ``charts``.
"""

PAIRS = {
    "ink": ("#101922", "#E6E9EC"),
    "fill": ("#46525F", "#B4BEC8"),
    "muted": ("#5A6472", "#A3AEB9"),
    "neutral": ("#7B8592", "#7D8894"),
    "accent": ("#0B6B7A", "#5FC4D3"),
    "warn": ("#B06A00", "#E8B04A"),
    "breach": ("#B3152F", "#FF7B8A"),
    "rule": ("#C9C4B8", "#3D4853"),
    "grid": ("#E6E2D9", "#232C35"),
    "heat_low": ("#EEF1F1", "#1C252D"),
    "heat_high": ("#6A9AAD", "#41707F"),
    "paper": ("#FCFBF8", "#12171D"),
    "current": ("#DDE2E5", "#303B45"),
    "1-30": ("#9DBBC7", "#3F6878"),
    "31-60": ("#6A9AAD", "#4D899C"),
    "61-90": ("#3B758E", "#6CAEBF"),
    "91-120": ("#1B4D67", "#A4D6E2"),
    "121+": ("#0A263B", "#F0FAFC"),
    "unapplied": ("#7B8592", "#7D8894"),
}


def color(meaning: str) -> dict[str, str]:
    """Return the expression of a color; Streamlit sets `background` and renews it on a theme switch."""
    light, dark = PAIRS[meaning]
    return {"expr": f"luminance(background) > 0.5 ? '{light}' : '{dark}'"}


def bucket_meaning(code: str, position: int, count: int) -> str:
    """Return the color of a bucket: its own, or for other buckets than ours the nearest step of the ramp."""
    if code in PAIRS:
        return code
    ramp = ("current", "1-30", "31-60", "61-90", "91-120", "121+")
    return ramp[min(position * len(ramp) // max(count, 1), len(ramp) - 1)]
