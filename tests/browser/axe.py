"""What axe, the checker of accessible pages, finds on a page."""

from importlib.util import find_spec
from pathlib import Path

import pytest
from playwright.sync_api import Page


def serious_faults(page: Page) -> list[str]:
    """Each fault that axe calls serious or critical, with the first element it was found on.

    The page's context bypasses the CSP, which refuses axe as it would any script from elsewhere. Skips the test where
    axe is not installed.
    """
    axe = find_spec("axe_playwright_python")
    if axe is None or axe.origin is None:
        pytest.skip("axe is not here: pip install axe-playwright-python")
    page.add_script_tag(path=Path(axe.origin).with_name("axe.min.js"))
    found = page.evaluate("async () => (await axe.run()).violations")
    return [f"{each['id']}: {each['nodes'][0]['html']}" for each in found if each["impact"] in ("serious", "critical")]
