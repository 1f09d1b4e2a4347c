"""What is done with the dossier: ask for it, make it, record that it was filed, and settle open points."""
