"""A small OpenID provider on 127.0.0.1: whoever comes is at once signed in as the person that a test says."""

import json
import time
from base64 import urlsafe_b64encode
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

from joserfc import jwt
from joserfc.jwk import RSAKey

from tests.serving import Quiet, answering

CLIENT, SECRET = "marchland", "the secret of the client"


@dataclass
class Provider:
    """Its address, and what it says of whoever signs in next."""

    url: str = ""
    person: dict[str, Any] = field(default_factory=lambda: {"sub": "ann", "email": "ann@example.org"})
    issued: int | None = None  # when they signed in, in seconds since 1970; now where it is None

    def environment(self, **more: str) -> dict[str, str]:
        """What has the app ask it, and Ann be an admin."""
        return {
            "MARCHLAND_OIDC_METADATA_URL": f"{self.url}/.well-known/openid-configuration",
            "MARCHLAND_OIDC_CLIENT_ID": CLIENT,
            "MARCHLAND_OIDC_CLIENT_SECRET": SECRET,
            "MARCHLAND_OIDC_REDIRECT_URI": "http://127.0.0.1:{port}/oauth2callback",
            "MARCHLAND_COOKIE_SECRET": "a secret of the tests that nobody else has",
            "MARCHLAND_ADMINS": "ann@example.org",
        } | more


@contextmanager
def providing() -> Iterator[Provider]:
    key = RSAKey.generate_key(2048, {"kid": "1", "use": "sig", "alg": "RS256"})
    provider = Provider()
    asked: dict[str, dict[str, str]] = {}  # by the code that was given out

    class Handler(Quiet):
        def do_GET(self) -> None:
            parts = urlsplit(self.path)
            query = {name: values[0] for name, values in parse_qs(parts.query).items()}
            if parts.path == "/.well-known/openid-configuration":
                self._answer(
                    {
                        "issuer": provider.url,
                        "authorization_endpoint": f"{provider.url}/authorize",
                        "token_endpoint": f"{provider.url}/token",
                        "jwks_uri": f"{provider.url}/keys",
                        "code_challenge_methods_supported": ["S256"],
                        "id_token_signing_alg_values_supported": ["RS256"],
                    }
                )
            elif parts.path == "/keys":
                self._answer({"keys": [key.as_dict(private=False)]})
            elif parts.path == "/authorize" and query["client_id"] == CLIENT:
                code = f"code-{len(asked)}"
                asked[code] = query
                there = f"{query['redirect_uri']}?{urlencode({'code': code, 'state': query['state']})}"
                self.answer(302, Location=there)
            else:
                self.send_error(404)

        def do_POST(self) -> None:
            form = parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode())
            query = asked.pop(form["code"][0])
            verified = urlsafe_b64encode(sha256(form["code_verifier"][0].encode()).digest()).rstrip(b"=").decode()
            if self.path != "/token" or verified != query["code_challenge"]:
                self.send_error(400)
                return
            now = int(time.time())
            issued = provider.issued or now
            token = {
                "iss": provider.url,
                "aud": CLIENT,
                "iat": issued,
                "exp": now + 600,
                "nonce": query["nonce"],
                **provider.person,
            }
            signed = jwt.encode({"alg": "RS256", "kid": "1"}, token, key)
            self._answer({"access_token": "none", "token_type": "Bearer", "expires_in": 600, "id_token": signed})

        def _answer(self, value: dict[str, Any]) -> None:
            self.answer(200, json.dumps(value).encode(), Content_Type="application/json")

    with answering(Handler) as port:
        provider.url = f"http://127.0.0.1:{port}"
        yield provider
