"""How the gazetteer that ondit ships is built; see docs/gazetteer.md. Not in the wheel."""
