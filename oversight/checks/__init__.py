"""The rules of the protocol as checks over what is stored: pass, fail, or nothing to judge, with the facts used.

A check holds no rule of its own. It calls what decided at the time (`bans.rules`, `participants`, `rights`), with the
facts of that time, and compares.
"""
