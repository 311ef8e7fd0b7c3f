"""What a finding is: a code, a place, a reason, a fix."""
