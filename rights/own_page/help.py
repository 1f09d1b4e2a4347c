"""Where somebody finds help outside the association."""

# The line of the Juridisch Loket, free of charge; it was 0900 8020 before. Taken from papers of 2026 that name it, and
# not yet held against juridischloket.nl itself.
LEGAL_AID_PHONE = "0800 8020"
