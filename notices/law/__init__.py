"""What letters quote from the law: dated texts that are data, built in or an area's own."""
