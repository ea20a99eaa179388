"""What a web page tells of an article, one question a file; `digest.read.html` joins the answers.

Each takes the parsed tree of the page (see `tree`), and none changes it but `snippets` and `body`.
"""
