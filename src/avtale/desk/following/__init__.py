"""What the pages Følg opp, Hva som ble holdt, Kalendere and Kontor share."""
