"""How a line of the report looks."""


def line(word, count):
    return f"{word:<10}{count:>5}"
