"""How the trained pipelines are made and measured: ``python -m training LANGUAGE [--data FOLDER]``.

A language is a file beside this one (``fr.toml``): treebanks, splits, labels, names, model sizes.
Nothing here is shipped with the package; what it writes to ``src/ondit/languages/<code>/pipeline`` is.
"""
