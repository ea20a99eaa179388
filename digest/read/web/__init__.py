"""Addresses → bytes: a client that is polite to hosts and wary of what they serve."""

from digest.read.web.client import Client, FetchOptions
from digest.read.web.messages import Request, Response, Validators

__all__ = ["Client", "FetchOptions", "Request", "Response", "Validators"]
