"""Where somebody finds help outside the association."""

# The free line of the Juridisch Loket. Looked up on 2026-11-26 (juridischloket.nl, page Contact).
LEGAL_AID_PHONE = "0800 8020"
