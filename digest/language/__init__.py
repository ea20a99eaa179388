"""What is known of language as such: sentences, words, vectors.  Knows no article."""
