"""What axe-core finds wrong with a page; run through the protocol, for the page's policy forbids scripts."""

from playwright.sync_api import Page

from e2e.server import ROOT

AXE = ROOT / "pwa/node_modules/axe-core/axe.min.js"
_RUN = """
;axe.run(document, {resultTypes: ["violations"]}).then((result) => result.violations.map(
  (violation) => violation.id + ": " + violation.nodes[0].html.slice(0, 200)))
"""


def violations(page: Page) -> list[str]:
    """One line for each broken rule, with the first element that breaks it."""
    session = page.context.new_cdp_session(page)
    asked = {"expression": AXE.read_text() + _RUN, "awaitPromise": True, "returnByValue": True}
    found: list[str] = session.send("Runtime.evaluate", asked)["result"]["value"]
    session.detach()
    return found
