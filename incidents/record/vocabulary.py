"""The codes and columns on which behaviour depends; a test holds them against the schema of the shipped record."""

AGGREGATE_COUNT = "aggregate-count"
UNATTRIBUTED = "unattributed"
NOT_STATED = "not-stated"
NOT_TYPED = "kind-not-stated"  # the sub-event type of a row of somebody's file that names none

KILLED_CATEGORIES = ("killed_is", "killed_security", "killed_sdf", "killed_coalition", "killed_civilians")
WOUNDED_CATEGORIES = ("wounded_is", "wounded_security", "wounded_sdf", "wounded_coalition", "wounded_civilians")
TEXT_MEASURES = ("date", "place", "responsibility", "outcome", "identity", "seizure")
# The measures that every reader is told of; those of the killed and wounded are made from several (``ranges``).
HEADLINES = ("killed", "wounded", "arrested", "recaptured", "turned_back", "escaped", "transferred")
# Measures that a record may do without: what they part is counted as one elsewhere.
OPTIONAL_MEASURES = ("wounded_sdf", "recaptured", "turned_back")

STANDING = "standing"  # the column of claims that says of some that they are no account of the incident; optional

NO_PRECISION, EXACT, NEAR, AREA = "0", "1", "2", "3"  # codes of geo_precision
NEAR_KM = 10.0  # an incident "near" a place may lie at least this far from it
