"""The audit package: everything that an auditor may have of an area in one signed file, to check without our server."""
