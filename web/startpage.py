"""The HTML that a link to one of our pages answers with: Streamlit's own, told where its server is.

Without being told, Streamlit's browser side takes /compare for the server's address, asks there, is refused, and only
then asks one level higher: two errors in the console and a round trip before anything is shown.
"""

import re
from pathlib import Path

from starlette.requests import Request
from starlette.responses import HTMLResponse
from starlette.routing import Route
from streamlit.file_util import get_static_dir

__all__ = ["SHOW_OPENED", "inline_scripts", "routes"]

_HERE = '<script>window.__streamlit = { BACKEND_BASE_URL: new URL(".", location.href).href }</script>'
# on a page with a claim opened; here, since the policy of all pages allows inline scripts by their content alone
SHOW_OPENED = "<script>document.querySelector('.ml-opened')?.scrollIntoView({ block: 'center' });</script>"


def inline_scripts() -> tuple[str, ...]:
    """Every inline <script> element that our pages may have, Streamlit's own too."""
    return (*re.findall(r"<script>.*?</script>", _index(), re.DOTALL), _HERE, SHOW_OPENED)


def routes(pages: Path) -> list[Route]:
    """The addresses of the pages whose scripts lie in the folder `pages`."""
    return [Route(f"/{page.stem}", _start, methods=["GET"]) for page in sorted(pages.glob("*.py"))]


async def _start(_request: Request) -> HTMLResponse:
    return HTMLResponse(_index().replace("<head>", f"<head>{_HERE}", 1), headers={"Cache-Control": "no-cache"})


def _index() -> str:
    return (Path(get_static_dir()) / "index.html").read_text("utf-8")
