"""The review page served on this machine: paste or open a text, see its findings while typing, save it corrected."""
