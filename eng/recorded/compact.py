#!/usr/bin/env python3
"""Bring recorded answers into the repository: one answer a line, without white space.

  compact.py GOLDEN_DIR OUT_DIR [NAME ...]    the cases named, or all of them
"""
import json, os, sys

source, out, names = sys.argv[1], sys.argv[2], sys.argv[3:]
for file in sorted(os.listdir(source)):
    name, extension = os.path.splitext(file)
    if extension == '.json' and (not names or name in names):
        with open(os.path.join(source, file)) as f:
            steps = json.load(f)
        with open(os.path.join(out, file), 'w') as f:
            f.write('[' + ',\n'.join(json.dumps(s, separators=(',', ':'), sort_keys=True) for s in steps) + ']\n')
