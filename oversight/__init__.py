"""What an auditor needs: whether the register was kept by the rules, shown without anybody's name."""
