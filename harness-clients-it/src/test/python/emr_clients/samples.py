"""Makes requests from the shapes of the service model."""

import copy

# Deeper than any structure of the model that does not contain itself.
MAX_DEPTH = 12
MAX_RECURSION = 2

SOME_TIME = 1790000000


class Samples:
    """
    Values for shapes. Known values are taken by the name of the member, so that a request that needs a cluster gets one
    that is there.
    """

    def __init__(self, known=None):
        self._known = known or {}

    def minimal(self, shape):
        """Only what the model requires."""
        return self._structure(shape, shape.required_members, False, ())

    def maximal(self, shape):
        """Every member, on every level."""
        return self._structure(shape, list(shape.members), True, ())

    def single(self, shape, member):
        """What is required, and one member more."""
        return self._structure(shape, {*shape.required_members, member}, True, ())

    def _structure(self, shape, names, everything, above):
        return {
            name: self._known[name] if name in self._known else self._value(shape.members[name], everything, above)
            for name in shape.members
            if name in names
        }

    def _value(self, shape, everything, above):
        if shape.type_name == "structure":
            if above.count(shape.name) >= MAX_RECURSION or len(above) > MAX_DEPTH:
                return {}
            names = list(shape.members) if everything else shape.required_members
            return self._structure(shape, names, everything, (*above, shape.name))
        if shape.type_name == "list":
            if above.count(shape.member.name) >= MAX_RECURSION:
                return []
            return [self._value(shape.member, everything, above)]
        if shape.type_name == "map":
            return {self._value(shape.key, everything, above): self._value(shape.value, everything, above)}
        return self._scalar(shape)

    @staticmethod
    def _scalar(shape):
        if shape.type_name == "string":
            return shape.enum[0] if shape.enum else "x" * max(1, shape.metadata.get("min", 1))
        if shape.type_name == "boolean":
            return True
        if shape.type_name == "timestamp":
            return SOME_TIME
        if shape.type_name in ("float", "double"):
            return 0.5
        return max(1, shape.metadata.get("min", 1))


def wrong_types(shape, request):
    """For each place in a request, the path of it and the request with a value there that no parser may take."""
    for path, node_shape in _places(shape, request, ()):
        changed = copy.deepcopy(request)
        _put(changed, path, [] if node_shape.type_name in ("map", "structure") else {})
        yield path, changed


def nulls(shape, request):
    """For each place in a request, the path of it and the request with a null there."""
    for path, _ in _places(shape, request, ()):
        changed = copy.deepcopy(request)
        _put(changed, path, None)
        yield path, changed


def _places(shape, value, path):
    if path:
        yield path, shape
    if shape.type_name == "structure":
        for name, member in value.items():
            yield from _places(shape.members[name], member, (*path, name))
    elif shape.type_name == "list":
        for i, item in enumerate(value):
            yield from _places(shape.member, item, (*path, i))
    elif shape.type_name == "map":
        for key, item in value.items():
            yield from _places(shape.value, item, (*path, key))


def _put(request, path, value):
    node = request
    for key in path[:-1]:
        node = node[key]
    node[path[-1]] = value
