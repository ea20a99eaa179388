"""What a new digest begins with: a configuration, an article to build from, templates to change.

What is there already is never written over: whoever calls `digest init` again, or in a folder of
their own, gets the files that are missing and is told which were kept, and that is no error.
"""

from collections.abc import Mapping

from digest.errors import ConfigError

_SOURCE = ("[[sources]]", 'name = "Articles"', 'path = "articles"')  # of the sample configuration

_ARTICLE = """\
---
title: Lighthouse at Marrow Point opens its stairs to visitors
outlet: The Marrow Point Gazette
author: Ines Calloway
language: en
---

The lighthouse at Marrow Point will open to visitors every Saturday from May, the harbour council \
said. It has been closed since its lamp was made automatic 31 years ago.

Visitors will climb 164 steps to the gallery, in groups of ten. The council spent 48,000 crowns on \
new handrails. It also put in a second door, which the fire service had asked for.

“People walk out here and find a locked gate,” said Orla Venn, who keeps the harbour museum. She \
expects 9,000 visitors in the first summer.

Two residents of Gull Lane objected to the plan because the road to the point has no footpath. A bus \
will run from the market square on opening days, the council said.

The lamp stays in use, and nothing will change for ships. Its lens, ground in 1887, can be seen from \
the last landing. Children under six will not be let up, since the gallery's railing is too open for \
them.

The first tours begin at nine in the morning. Tickets cost four crowns and are sold at the museum \
alone. The council will decide in October whether to open the lighthouse in winter as well.
"""

_ABOUT_TEMPLATES = """\
# Templates

Copies of the templates that pages, feeds, Markdown and mail are made with. They are not used until
`digest.toml` names this folder:

    [site]
    templates = "templates"

Then a template that is here is taken before the one of the same name that `digest` brings along.
Change those that you want otherwise, and delete the rest: what is not here follows new versions of
`digest`, and a copy does not. They are written in Jinja; `style.css` is the style of all pages.
"""


def starting_files(sample: str, templates: Mapping[str, bytes]) -> Mapping[str, bytes]:
    """The files of a new digest, by path below its folder, made from what the project ships.

    `sample` is the sample `digest.toml`, every line end a line feed; `templates` are by file name.
    The configuration is the sample with its first source, the folder `articles`, switched on.
    """
    return {
        "digest.toml": _with_its_source(sample).encode(),
        "articles/welcome.md": _ARTICLE.encode(),
        "templates/README.md": _ABOUT_TEMPLATES.encode(),
        **{f"templates/{name}": templates[name] for name in sorted(templates)},
    }


def _with_its_source(sample: str) -> str:
    commented = "\n".join(f"#{line}" for line in _SOURCE)
    if sample.count(commented) != 1:
        raise ConfigError("the sample digest.toml lacks its first source; install digest again")
    return sample.replace(commented, "\n".join(_SOURCE))
