"""A page of the app opened without a browser.

Holds the opening of a page by its name and address on a home.
Does not hold: what a page must show (the tests of each page).
Called by the tests of the app.
"""

from collections.abc import Callable
from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest
from streamlit.util import calc_hash

from tests.tree import ROOT


def opener(home: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., AppTest]:
    """Return what opens a page: its name, and its address as keywords; nothing may have failed in it."""
    monkeypatch.setenv("CARTERA_HOME", str(home))
    st.cache_data.clear()

    def opened(page: str, **query: str) -> AppTest:
        app = AppTest.from_file(str(ROOT / "streamlit_app" / "app.py"), default_timeout=30)
        app._page_hash = calc_hash(page)  # pages that are functions have no other address here
        for name, value in query.items():
            app.query_params[name] = value
        app.run()
        assert not app.exception
        assert not app.error
        return app

    return opened
