"""What the person on the list can do: a page of their own, requests with clocks, and an honest way out."""
