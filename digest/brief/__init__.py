"""A story's `Document`s and `Trace` → `Brief`: what to say of it, in its sources' own words."""
