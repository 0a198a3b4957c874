"""The rules of the specifications that feeds follow, as tables.

No published package has those of the W3C's validator: npm's asks its web service, PyPI's is not there.

Strategy: a rule names its specification and section, says in a sentence of ours what it asks for, and finds what breaks
it. It carries the change that makes the sound document of its table break it: a rule that cannot fail judges nothing.
"""
