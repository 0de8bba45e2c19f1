"""What everything else stands on: spans, findings, settings, the policy, the report, places on disk."""
