"""What all formats render with."""

from typing import TYPE_CHECKING

from digest.models import Edition
from digest.publish.rendition import Site
from digest.publish.view import StoryView, views

if TYPE_CHECKING:
    from jinja2 import Environment


class Press:
    """A site, its templates, and the stories of each edition, laid out once for all formats."""

    def __init__(self, site: Site, templates: "Environment") -> None:
        self.site = site
        self._templates = templates
        self._stories: dict[str, tuple[StoryView, ...]] = {}  # by the edition's id

    def stories(self, edition: Edition) -> tuple[StoryView, ...]:
        """The stories of an edition as they are shown, in its order."""
        if edition.id not in self._stories:
            self._stories[edition.id] = views(edition, self.site)
        return self._stories[edition.id]

    def filled(self, template: str, **values: object) -> str:
        """A template filled with values, and with `site`."""
        return self._templates.get_template(template).render(site=self.site, **values)
