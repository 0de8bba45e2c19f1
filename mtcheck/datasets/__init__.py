"""Curating corpora: every row of a data set is kept, repaired or dropped, with reasons, in bounded memory."""
