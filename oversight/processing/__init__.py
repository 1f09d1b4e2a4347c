"""The register of processing activities, and each processing of somebody's data as a line of the processing log.

Built from the log: nothing is written beside it, so that the two cannot tell different things (D31, ADR 21).
"""
