"""Quality and speed of our grouping and summaries beside those of general libraries.

    pip install -e '.[bench]'
    python -m benchmarks                            everything
    python -m benchmarks grouping                   stories against gold: B-Cubed, pairs, Rand
    python -m benchmarks summaries --only roundups  briefings against references: ROUGE
    python -m benchmarks pages                      articles read from web pages against gold
    python -m benchmarks speed --runs 5             whole processes: seconds and memory
    python -m benchmarks store                      the database at 100,000 invented articles
    python -m benchmarks scale                      grouping 1,000 to 100,000 invented articles
    python -m benchmarks scale --only 300000        as many, or 1000000
    python -m benchmarks stream                     articles grouped one by one as they come
    python -m benchmarks trace                      copies and differences against gold; speed
    python -m benchmarks --systems ours             without the baselines (or: baselines)
    python -m benchmarks --json figures.json        the same figures for programs

Tables go to standard output and progress to standard error.  The articles are no part of the
project: the setting DIGEST_DATA names the folder that holds them (default `../shared` beside the
project), laid out as

    data/grouping/SET.dev.jsonl                articles, each with its gold `story`
    data/summaries/SET.dev.articles.jsonl      the same, a story having one or more references
    data/summaries/SET.dev.references.jsonl    {"story": ID, "references": [TEXT, ...]}
    data/provenance/                           pairs and stories with planted changes, and score.py
    data/pages/NAME.html.gz                    a web page as it was served
    data/pages/NAME.json                       its gold: title, author, published, text
    seeds/articles/                            a handful of plain-text articles

What is measured, and how fairly, is said at the head of each module: `grouping`, `summaries`,
`pages`, `speed`, `store`, `scale`, `stream`, `trace`.  `baseline` is the script that speed is measured against.
"""
