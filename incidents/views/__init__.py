"""Pictures of a selection of the record: frames and figures in, drawings out; nothing here knows the page."""
