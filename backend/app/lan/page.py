"""The one thing served over plain HTTP: a page that gives phones the authority and checks HTTPS."""

import base64
from hashlib import sha256
from html import escape
from typing import Final

from backend.app.lan.page_texts import TEXTS

_STYLE: Final = """
:root{color-scheme:light dark;--ground:#f6f7f5;--ink:#14201c;--brand:#0b6b5d;--on-brand:#fff;--line:#d9dfdb}
@media (prefers-color-scheme:dark){:root{--ground:#0f1513;
--ink:#eef3f0;--brand:#7fd1c2;--on-brand:#0f1513;--line:#33403b}}
body{margin:0 auto;padding:24px 16px 48px;max-width:640px;font:18px/1.6 system-ui,sans-serif;
background:var(--ground);color:var(--ink)}
header{display:flex;gap:16px;justify-content:space-between;align-items:start}
h1{font-size:24px;line-height:1.3;margin:0 0 8px}h2{font-size:18px;margin:24px 0 4px}
ol{padding-inline-start:24px;margin:0}li{margin:8px 0}a{color:var(--brand)}
header a{flex:none;padding:12px 0 12px 12px}
.act{display:block;width:100%;min-height:56px;padding:12px;box-sizing:border-box;border:2px solid var(--brand);
border-radius:8px;font:inherit;font-weight:700;text-align:center;text-decoration:none;cursor:pointer}
.act:focus-visible{outline:3px solid var(--brand);outline-offset:2px}
a.act{background:var(--brand);color:var(--on-brand)}button.act{background:none;color:var(--brand)}
code{display:block;padding:12px;border:1px solid var(--line);border-radius:8px;font-size:16px;overflow-wrap:anywhere}
[role=status]:empty{display:none}
"""
_SCRIPT: Final = """
const said=document.getElementById("said"),button=document.getElementById("check"),to=button.dataset;
async function check(){
  said.textContent=to.checking;
  try{
    await fetch(to.address+"/health",{mode:"no-cors",cache:"no-store"});
    const link=document.createElement("a");
    link.href=link.textContent=to.address;
    said.replaceChildren(to.works+" ",link);
  }catch{said.textContent=to.fails}
}
button.addEventListener("click",check);
"""


def _allowed(source: str) -> str:
    return f"'sha256-{base64.b64encode(sha256(source.encode()).digest()).decode()}'"


def policy(address: str) -> str:
    """Return the content security policy of the page: its own style and script, and a look at ``address``."""
    return (
        f"default-src 'none'; style-src {_allowed(_STYLE)}; script-src {_allowed(_SCRIPT)}; "
        f"connect-src {address}; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    )


def render(language: str, *, address: str, fingerprint: str, authority: str) -> str:
    """Return the page. ``address``: where HTTPS is, without a slash at the end; ``authority``: its name on phones."""
    text, other = TEXTS[language], "en" if language == "zh" else "zh"
    data = {"address": address, "checking": text.checking, "works": text.works, "fails": text.fails}
    attributes = " ".join(f'data-{name}="{escape(value)}"' for name, value in data.items())
    return f"""<!doctype html>
<html lang="{"zh-CN" if language == "zh" else "en"}"><meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1"><title>Unitrail · {escape(text.title)}</title>
<style>{_STYLE}</style>
<header><h1>{escape(text.title)}</h1><a href="/?lang={other}" hreflang="{other}">{text.other}</a></header>
<main><p>{escape(text.why)}</p>
<a class="act" href="/unitrail-ca.crt">{escape(text.download)}</a>
<p>{escape(text.compare)}</p><p><strong>{escape(authority)}</strong></p><code>{fingerprint}</code>
<h2>iPhone, iPad</h2>{_steps(text.apple)}
<h2>Android</h2>{_steps(text.android)}
<p><button class="act" id="check" type="button" {attributes}>{escape(text.check)}</button></p>
<p id="said" role="status"></p><p>{escape(text.leave)}</p></main>
<script>{_SCRIPT}</script>
</html>
"""


def _steps(steps: tuple[str, ...]) -> str:
    return "<ol>" + "".join(f"<li>{escape(step)}</li>" for step in steps) + "</ol>"
