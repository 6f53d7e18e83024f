"""What the command palette finds: the app's commands in their own order, by name or by what they do."""

from __future__ import annotations

from textual.command import DiscoveryHit, Hit, Hits, Provider
from textual.content import Content


class Commands(Provider):
    """The app's commands. Unlike Textual's own provider it leaves their order alone."""

    async def discover(self) -> Hits:
        """All of them, the open screen's first."""
        for title, about, run, shown in self.app.get_system_commands(self.screen):
            if shown:
                yield DiscoveryHit(Content(title).markup, run, title, Content(about).markup)

    async def search(self, query: str) -> Hits:
        """Those that fit: words in the name first, then in what it does, then letters strewn in the name."""
        matcher = self.matcher(query)
        wanted = query.casefold()
        for title, about, run, _ in self.app.get_system_commands(self.screen):
            fuzzy = matcher.match(title)
            found = (wanted in title.casefold(), wanted in about.casefold(), fuzzy > 0)
            if any(found):
                score = (len(found) - found.index(True)) + min(fuzzy, 1) / 2
                yield Hit(score, matcher.highlight(title), run, title, Content(about).markup)
