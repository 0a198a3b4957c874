"""What browsers are told that a page may do: its Content-Security-Policy (CSP 3)."""

from base64 import b64encode
from hashlib import sha256

from kliping.model import Config

# What search needs to run WebAssembly.
_SEARCH = "'self' 'wasm-unsafe-eval'"


def policy(config: Config) -> str:
    """The policy of every page, as a `meta` element can give it; no script that stands in a page runs."""
    rules = {
        # What is not named below is forbidden: without search, scripts are.
        "default-src": "'none'",
        "img-src": "'self' https: http:" if config.images.remote else "'self'",
        "style-src": "'self'",
        # Lighthouse asks for robots.txt from within the page; without scripts nothing else does.
        "connect-src": "'self'",
        **({"script-src": _SEARCH} if config.search else {}),
        "base-uri": "'none'",
        "form-action": "'none'",
    }
    return "; ".join(f"{name} {value}" for name, value in rules.items())


def with_data(policy: str, data: str) -> str:
    """The policy of a page that says something to programs: that is no script, but checkers take it for one.

    It is let through by its digest (CSP 3, 2.3.1), and nothing else is.
    """
    if not data:
        return policy
    allowed = f"'sha256-{b64encode(sha256(data.encode()).digest()).decode()}'"
    if "script-src " in policy:
        return policy.replace("script-src ", f"script-src {allowed} ")
    return f"{policy}; script-src {allowed}"
