"""Pages in a real Chromium, used as the worst reader would: every event sent, every odd link clicked.

Strategy: many pages at once, in frames of one bare page. The hooks tell the console, which is heard from every frame
whatever its origin. The policy of pages is switched off: what is judged is that there is nothing for it to stop.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, BrowserContext, Page, ProxySettings

from tests.browsing import serving

AT_ONCE = 40
_TOLD = "a vector ran"
_HOOKS = f"""for (const name of ["alert", "confirm", "prompt", "__ran"]) {{
  window[name] = () => {{ console.log("{_TOLD}: " + name + " " + (window.frameElement?.id ?? "?") + " " + location); }};
}}"""
_FRAMES = """async (addresses) => {
  document.body.replaceChildren();
  const loaded = addresses.map((address, number) => new Promise((done) => {
    const frame = document.createElement("iframe");
    frame.id = address;
    frame.onload = frame.onerror = () => done(frame);
    setTimeout(() => done(frame), 5000);
    frame.src = address;
    document.body.append(frame);
  }));
  const found = { handlers: [], links: [], elements: 0, pages: 0 };
  for (const frame of await Promise.all(loaded)) {
    const page = frame.contentDocument;
    if (!page?.documentElement) continue;
    found.pages += 1;
    for (const element of page.querySelectorAll("*")) {
      found.elements += 1;
      for (const { name } of element.attributes) {
        if (!name.toLowerCase().startsWith("on")) continue;
        found.handlers.push(`${frame.id} ${element.localName} ${name}`);
        element.dispatchEvent(new Event(name.slice(2), { bubbles: true }));
      }
      const href = element.getAttribute("href") ?? element.getAttribute("xlink:href");
      if (href === null || ["link", "use", "image"].includes(element.localName)) continue;
      let scheme = "none:";
      try { scheme = new URL(href, page.baseURI).protocol; } catch { continue; }
      if (["http:", "https:", "mailto:"].includes(scheme)) continue;
      found.links.push(`${frame.id} ${href}`);
      element.dispatchEvent(new MouseEvent("click", { bubbles: true, cancelable: true, view: page.defaultView }));
    }
    for (const button of page.querySelectorAll("form button, button[formaction], form input[type=submit]")) {
      if (!button.closest("#search")) button.click();
    }
  }
  await new Promise((done) => setTimeout(done, 200));
  return found;
}"""


class Driver:
    """A browser with a folder's pages: `ran` tells what ran, `odd` the handlers and links that could."""

    def __init__(self, context: BrowserContext, address: str) -> None:
        self.ran: list[str] = []
        self.odd: list[str] = []
        self.pages = self.elements = 0
        self._context, self._address = context, address
        context.add_init_script(_HOOKS)

    def drive(self, paths: Sequence[str]) -> None:
        """Load these pages, and do to each whatever could run a script."""
        for first in range(0, len(paths), AT_ONCE):
            page = self.open("/frames.html")
            found = page.evaluate(_FRAMES, list(paths[first : first + AT_ONCE]))
            self.odd += found["handlers"] + found["links"]
            self.pages += found["pages"]
            self.elements += found["elements"]
            page.close()

    def open(self, path: str) -> Page:
        """One page by itself, heard as all are."""
        page = self._context.new_page()
        page.on("console", lambda message: self.ran.append(message.text) if _TOLD in message.text else None)
        page.on("dialog", lambda dialog: dialog.dismiss())
        page.goto(self._address + path)
        return page


@contextmanager
def driving(browser: Browser, folder: Path) -> Iterator[Driver]:
    """Drive pages of a folder, without the policy of any."""
    (folder / "frames.html").write_text("<!doctype html><meta charset=utf-8><title>Frames</title><body>", "utf-8")
    with serving(folder) as address:
        # Other hosts are behind a proxy that is not there: nothing waits for them.
        nowhere = ProxySettings(server="http://127.0.0.1:9", bypass="127.0.0.1")
        context = browser.new_context(bypass_csp=True, proxy=nowhere)
        yield Driver(context, address)
        context.close()
