"""The pass that asks a large language model on a server for what an editor would mark, and checks what it says.

The question is that of GEMBA-MQM (Kocmi and Federmann 2023, "GEMBA-MQM: Detecting Translation Quality Error Spans
with GPT-4", WMT), without a source: error spans with a category and a severity of MQM, and here a correction for each.
"""
