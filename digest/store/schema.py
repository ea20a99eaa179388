"""The tables, as the steps by which a database came to have them.

A step is never changed once it has been released: a database carries in `PRAGMA user_version` how
many of them it has seen.  Times are RFC 3339 in UTC ("2026-03-14T07:00:00Z"), so that they compare
as text; days are their first ten characters.
"""

APPLICATION = 0x64696765  # "dige", so that another program's database is told from ours

# The full-text index keeps no text of its own: it looks a row up in the view below, where the
# current version of each article is taken apart.  Whoever changes what the view shows takes the
# old row out of the index before, and puts the new one in after.
_FIRST = (
    f"PRAGMA application_id = {APPLICATION}",
    """
    CREATE TABLE sources (
        key INTEGER PRIMARY KEY,
        name TEXT NOT NULL UNIQUE,
        kind TEXT NOT NULL CHECK (kind IN ('feed', 'page')),
        address TEXT NOT NULL,     -- as configured
        moved_to TEXT,             -- where it moved for good since
        etag TEXT,
        last_modified TEXT,
        added TEXT NOT NULL,
        configured INTEGER NOT NULL DEFAULT 1,
        gone INTEGER NOT NULL DEFAULT 0,
        last_attempt TEXT,
        last_success TEXT,
        last_listing TEXT,         -- last answer that was more than "not modified"
        last_error TEXT,
        failures INTEGER NOT NULL DEFAULT 0,  -- in a row
        not_before TEXT
    ) STRICT
    """,
    """
    CREATE TABLE articles (
        key INTEGER PRIMARY KEY,
        id TEXT NOT NULL UNIQUE,
        source INTEGER NOT NULL REFERENCES sources,  -- whose word on it counts
        first_seen TEXT NOT NULL,
        last_seen TEXT NOT NULL,   -- right to the day
        published TEXT,
        day TEXT NOT NULL,         -- published, else first seen
        current INTEGER NOT NULL   -- number of a version
    ) STRICT
    """,
    "CREATE INDEX articles_by_day ON articles (day, id)",
    "CREATE INDEX articles_by_source ON articles (source)",
    """
    CREATE TABLE versions (
        article INTEGER NOT NULL REFERENCES articles ON DELETE CASCADE,
        number INTEGER NOT NULL,
        sha256 TEXT NOT NULL,      -- of title and text
        seen_at TEXT NOT NULL,
        body TEXT NOT NULL,        -- the whole article, JSON
        PRIMARY KEY (article, number),
        UNIQUE (article, sha256)
    ) STRICT
    """,
    """
    CREATE TABLE article_sources (
        source INTEGER NOT NULL REFERENCES sources,
        article INTEGER NOT NULL REFERENCES articles ON DELETE CASCADE,
        as_listed TEXT,            -- SHA-256 of title and text as the source's own list has them
        PRIMARY KEY (source, article)
    ) STRICT, WITHOUT ROWID
    """,
    "CREATE INDEX sources_of_article ON article_sources (article, source)",
    """
    CREATE TABLE pending (         -- pages that a feed lists and that are still to be read
        source INTEGER NOT NULL REFERENCES sources,
        url TEXT NOT NULL,
        entry TEXT NOT NULL,       -- the article as the feed alone gives it, JSON
        added TEXT NOT NULL,
        attempts INTEGER NOT NULL DEFAULT 0,
        last_error TEXT,
        PRIMARY KEY (source, url)
    ) STRICT
    """,
    "CREATE INDEX pending_by_url ON pending (url)",
    """
    CREATE VIEW current_texts AS
    SELECT a.key AS key,
           json_extract(v.body, '$.title') AS title,
           json_extract(v.body, '$.text') AS text,
           json_extract(v.body, '$.outlet') AS outlet
    FROM articles a JOIN versions v ON v.article = a.key AND v.number = a.current
    """,
    """
    CREATE VIRTUAL TABLE search USING fts5(
        title, text, outlet,
        content = 'current_texts', content_rowid = 'key',
        tokenize = 'unicode61 remove_diacritics 2'
    )
    """,
    "INSERT INTO search (search, rank) VALUES ('rank', 'bm25(4.0, 1.0, 2.0)')",
    """
    CREATE TABLE editions (
        id TEXT PRIMARY KEY,
        date TEXT NOT NULL,
        tag TEXT NOT NULL,
        updated TEXT NOT NULL,
        sha256 TEXT NOT NULL,      -- of its file in the archive
        recorded TEXT NOT NULL
    ) STRICT, WITHOUT ROWID
    """,
    """
    CREATE TABLE stories (         -- as each edition carried them
        edition TEXT NOT NULL REFERENCES editions ON DELETE CASCADE,
        position INTEGER NOT NULL,
        id TEXT NOT NULL,
        slug TEXT NOT NULL,
        tag TEXT NOT NULL,
        first_edition TEXT,
        articles TEXT NOT NULL,    -- ids, a JSON list: articles are pruned, stories are not
        PRIMARY KEY (edition, position)
    ) STRICT, WITHOUT ROWID
    """,
    """
    CREATE TABLE forwards (        -- stories that are now part of another one
        id TEXT PRIMARY KEY,
        story TEXT NOT NULL
    ) STRICT, WITHOUT ROWID
    """,
    """
    CREATE TABLE published (
        path TEXT PRIMARY KEY,     -- below the output folder
        sha256 TEXT NOT NULL,
        edition TEXT
    ) STRICT, WITHOUT ROWID
    """,
)

# Stories as they grow: what `digest.group.stream` asks for, article by article, and what it changed.
# Numbers of articles and terms are the stream's, in the order in which they came.
_STREAM = (
    "DELETE FROM forwards",  # of editions, whose files tell them
    """
    CREATE TABLE told_stories (
        key INTEGER PRIMARY KEY,
        id TEXT NOT NULL UNIQUE,
        last REAL,                 -- newest day of its articles; 1 is 1 January of year 1
        heard REAL                 -- the newest day known when it changed last; NULL: it sleeps
    ) STRICT
    """,
    "CREATE INDEX told_stories_awake ON told_stories (heard) WHERE heard IS NOT NULL",
    """
    CREATE TABLE told (            -- where each article is; it may have been pruned since
        number INTEGER PRIMARY KEY,
        article TEXT NOT NULL UNIQUE,
        story INTEGER NOT NULL REFERENCES told_stories,
        day REAL,
        roundup INTEGER NOT NULL
    ) STRICT
    """,
    "CREATE INDEX told_by_story ON told (story, number)",
    """
    CREATE TABLE told_terms (      -- what is compared of an article; of those of stories awake
        number INTEGER PRIMARY KEY REFERENCES told ON DELETE CASCADE,
        terms BLOB NOT NULL,       -- numbers, 32 bits each
        counts BLOB NOT NULL,      -- occurrences, 16 bits each
        vector BLOB,               -- 32-bit floats; NULL where the article is long
        outlet TEXT NOT NULL
    ) STRICT
    """,
    "CREATE INDEX told_terms_of_outlet ON told_terms (outlet, number)",
    """
    CREATE TABLE telling (         -- by which articles are found; of those of stories awake
        term INTEGER NOT NULL,
        number INTEGER NOT NULL,
        weight REAL NOT NULL,
        PRIMARY KEY (term, number)
    ) STRICT, WITHOUT ROWID
    """,
    """
    CREATE TABLE words (
        number INTEGER PRIMARY KEY,
        term TEXT NOT NULL UNIQUE,
        frequency REAL NOT NULL    -- in how many stories
    ) STRICT
    """,
    """
    CREATE TABLE languages (
        position INTEGER PRIMARY KEY,  -- the first to come first
        language TEXT NOT NULL UNIQUE,
        articles INTEGER NOT NULL
    ) STRICT
    """,
    """
    CREATE TABLE totals (          -- one row
        articles INTEGER NOT NULL, -- number of the next one
        terms INTEGER NOT NULL,    -- number of the next one
        stories INTEGER NOT NULL
    ) STRICT
    """,
    "INSERT INTO totals VALUES (0, 0, 0)",
)

MIGRATIONS = (_FIRST, _STREAM)
