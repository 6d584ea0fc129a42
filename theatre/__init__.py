"""What a war is: its sides, units and days, and the folder of files that says so. All other rooms stand on it."""
