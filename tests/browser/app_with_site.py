"""The app, but for one thing: it may reach a test's own site on 127.0.0.1. The app itself never may."""

import os
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

import streamlit as st

import app as whole
from store.intake.fetch import Fetcher
from web import online

SITE = ("127.0.0.1", int(os.environ["TEST_SITE_PORT"]))
PAGES = Path(whole.__file__).with_name("pages")

online.fetcher = lambda: Fetcher(allowed={SITE}, pause=0)
app = st.App(PAGES / "navigation.py", routes=whole.ROUTES, middleware=whole.MIDDLEWARE, lifespan=whole.prepared)
