"""What an attacker knows who sits behind the counter: how often names and birth years occur."""
