"""What a visitor sees who is not let in: sign in, no access, nothing of that name.

Holds the designed state of each.
Does not hold: the judgment (``access``), words.
Called by ``app``.
"""

import streamlit as st

from streamlit_app.access import Visit
from streamlit_app.filters import FilterState
from streamlit_app.frame import go
from streamlit_app.i18n import Words, literal
from streamlit_app.rows import Company

HEIGHT = 220


def show(t: Words, visit: Visit) -> None:
    """Say why the visitor is not in, and what to do next."""
    with st.container(border=True, height=HEIGHT, horizontal_alignment="center", vertical_alignment="center"):
        st.title(t(f"door.{visit.state}.title"), anchor=False, text_alignment="center")
        st.markdown(t(f"door.{visit.state}", user=literal(visit.user)), text_alignment="center")
        if visit.state == "sign_in":
            st.button(t("door.sign_in.go"), key="door_sign_in", on_click=st.login)
        elif visit.state in ("unknown", "expired"):
            st.button(t("frame.sign_out"), key="door_sign_out", on_click=st.logout)


def not_found(t: Words, state: FilterState, *, first: Company | None) -> None:
    """Say that there is nothing of that name: the same for what is not there and what is not his."""
    with st.container(border=True, height=HEIGHT, horizontal_alignment="center", vertical_alignment="center"):
        st.title(t("door.not_found.title"), anchor=False, text_alignment="center")
        st.markdown(t("door.not_found"), text_alignment="center")
        if first:
            own = FilterState(company_id=first.company_id, language=state.language)
            st.button(t("door.not_found.go"), key="door_own", on_click=go, args=(own,))
