"""What shows only across the texts of a run: sources translated in two ways, and translated as one."""


def compared(texts, rules):  # type: ignore[no-untyped-def]  # TEMPDEV until the module is written
    return texts
