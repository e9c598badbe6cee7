"""The empty state: why there is nothing, and the nearest day that has something.

Holds its box, the same on every page.
Does not hold: words, the decision that a page is empty.
Called by the views.
"""

import streamlit as st

from streamlit_app.filters import BASE
from streamlit_app.frame import Page, go

HEIGHT = 180


def show(page: Page, why: str) -> None:
    """Draw the box with its reason, and a button to the newest figures where they are elsewhere."""
    last = page.company.last_date
    with st.container(border=True, height=HEIGHT, horizontal_alignment="center", vertical_alignment="center"):
        st.markdown(why, text_alignment="center")
        state = page.state.with_scope(as_of_date=None, currency_view=BASE, segment="")
        if page.state.with_scope() != state:
            st.button(
                page.t("frame.nearest", day=page.day(last)), key="frame_nearest", on_click=go, args=(state,)
            )
