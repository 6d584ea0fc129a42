"""/healthz: whether this Marchland can do its work, for what watches over it."""

import logging
import time

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route

__all__ = ["routes"]

_log = logging.getLogger("marchland.health")


def routes() -> list[Route]:
    """The address."""
    return [Route("/healthz", _health, methods=["GET"])]


async def _health(_request: Request) -> JSONResponse:
    """200 where the store answers, 503 where it does not. Why not stands in the log, not in front of everybody."""
    began = time.monotonic()
    answers = await run_in_threadpool(_store_answers)
    word = "ok" if answers else "unavailable"
    line = {"status": word, "store": word, "ms": round((time.monotonic() - began) * 1000, 1)}
    return JSONResponse(line, 200 if answers else 503, {"Cache-Control": "no-store"})


def _store_answers() -> bool:
    from store import database_url  # here, so that the server answers before SQLAlchemy and the rest are loaded
    from web.resources import open_without_page

    try:
        open_without_page(database_url()).probe()
    except Exception as error:  # whatever it is, the store does not answer
        _log.error("store unavailable", exc_info=error)
        return False
    return True
