"""Signing in and out with a real OpenID Connect provider, on this machine.

Holds the journey of a reader of one company: in, his own figures, a link to another company, out; and of a
stranger.
Does not hold: what each statement shows to whom (``test_app_access``).
Called by pytest.
"""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from oidc_provider_mock import User, run_server_in_thread
from playwright.sync_api import Page, expect

from tests.browser import served
from tests.published_home import publish

pytestmark = pytest.mark.xdist_group("browser")

SECRETS = """
[auth]
redirect_uri = "{app}/oauth2callback"
cookie_secret = "only for this test, thirty-two characters"
client_id = "cartera"
client_secret = "of the test"
server_metadata_url = "{provider}/.well-known/openid-configuration"
"""
READERS = "user,role,company_id,reason\nana@example.com,cfo,IBERIA,head of finance\n"


@pytest.fixture
def address(tmp_path: Path) -> Iterator[str]:
    """Serve the app behind a provider that knows Ana, who is in the table, and Max, who is not."""
    publish(tmp_path, build_id="first")
    (tmp_path / "access.csv").write_text(READERS, encoding="utf-8")
    people = [User(sub=name, claims={"email": f"{name}@example.com"}) for name in ("ana", "max")]
    port, secrets = served.free_port(), tmp_path / "secrets.toml"
    with run_server_in_thread(user_claims=people) as provider:
        at = f"http://localhost:{provider.server_port}"
        text = SECRETS.format(app=f"http://127.0.0.1:{port}", provider=at)
        secrets.write_text(text, encoding="utf-8")
        with served.serve(tmp_path, port=port, options=[f"--secrets.files={secrets}"]) as app:
            yield app


def sign_in(page: Page, name: str) -> None:
    page.get_by_role("button", name="Sign in").click()
    page.locator("input[name=sub]").fill(name)
    page.get_by_role(
        "button", name=re.compile("authorize|sign in|log in|submit", re.IGNORECASE)
    ).first.click()


def test_a_reader_signs_in_sees_his_company_only_and_signs_out(page: Page, address: str) -> None:
    page.goto(f"{address}/?language=en")
    expect(page.get_by_text("Sign in to see your companies.")).to_be_visible()
    expect(page.get_by_text("Aging")).to_have_count(0)
    sign_in(page, "ana")
    # the provider sends the reader back to the front page, in the language of the browser
    expect(page.get_by_role("heading", level=1, name="Antigüedad")).to_be_visible()
    expect(page.get_by_role("combobox", name="Empresa")).to_have_value("Suministros Iberia SL · ES")
    page.goto(f"{address}/?language=en&company=ANDINA&figure=debits&as_of=2026-10-20")
    expect(page.get_by_role("heading", level=1, name="Nothing here")).to_be_visible()
    expect(page.get_by_text("Andina")).to_have_count(0)
    page.goto(f"{address}/?language=en")
    page.get_by_test_id("stPopover").get_by_role("button").click()
    page.get_by_role("button", name="Sign out").click()
    expect(page.get_by_role("heading", name="End Session")).to_be_visible()  # the provider's own
    page.goto(f"{address}/?language=en&company=IBERIA")
    expect(page.get_by_text("Sign in to see your companies.")).to_be_visible()


def test_a_stranger_who_signs_in_sees_nothing(page: Page, address: str) -> None:
    page.goto(f"{address}/?language=en")
    sign_in(page, "max")
    expect(page.get_by_role("heading", level=1, name="Sin acceso")).to_be_visible()
    expect(page.get_by_text("Iberia")).to_have_count(0)
