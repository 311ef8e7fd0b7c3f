"""What the rules mean: the typed core that everything after elaboration works on."""
