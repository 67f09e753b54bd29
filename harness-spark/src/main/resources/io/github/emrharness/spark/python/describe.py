# Tells where this Python is, which version it has, which PySpark, and where that is.
import importlib.util
import os
import sys


def pyspark():
    spec = importlib.util.find_spec("pyspark")
    if spec is None or spec.origin is None or importlib.util.find_spec("py4j") is None:
        return "", os.path.dirname(sys.executable)
    names = {}
    with open(os.path.join(os.path.dirname(spec.origin), "version.py"), encoding="utf-8") as source:
        exec(source.read(), names)
    return names.get("__version__", ""), os.path.dirname(os.path.dirname(spec.origin))


# Not imported: that takes a second, and finding it takes none.
print("\n".join((sys.executable, "%d.%d.%d" % sys.version_info[:3]) + pyspark()))
