"""Writes what the older versions of Cluster API's kinds look like: the outlines in src/Slipway.Api/Crds/older.

Those versions are settled: nothing is added to them any more. Their schemas are facts of the wire, not classes of ours, so they are kept as
outlines: names, types and limits, a field a line. eng/CrdGenerator makes the versions of the CustomResourceDefinitions out of them.

  crds.py FOLDER-OF-CRDS VERSION PLURAL.GROUP...    for example: crds.py ~/cluster-api/config/crd/bases v1beta1 machines.cluster.x-k8s.io
"""
import glob
import json
import os
import sys

import yaml

OUT = os.path.join(os.path.dirname(__file__), '..', '..', 'src', 'Slipway.Api', 'Crds', 'older')
SAID_OTHERWISE = {'description', 'properties', 'items', 'additionalProperties', 'type', 'required'}


def lines(schema, depth):
    required = schema.get('required', [])
    inner = [(name + ('!' if name in required else ''), field) for name, field in sorted(schema.get('properties', {}).items())]
    if 'items' in schema:
        inner.append(('[]', schema['items']))
    if isinstance(schema.get('additionalProperties'), dict):
        inner.append(('{}', schema['additionalProperties']))
    for name, field in inner:
        facts = {k: v for k, v in field.items() if k not in SAID_OTHERWISE}
        if 'x-kubernetes-validations' in facts:  # the words are those of our own classes
            facts['x-kubernetes-validations'] = [{'rule': r['rule']} for r in facts['x-kubernetes-validations']]
        text = json.dumps(facts, separators=(',', ':'), ensure_ascii=False) if facts else ''
        yield f"{'  ' * depth}{name} {field.get('type', '-')} {text}".rstrip()
        yield from lines(field, depth + 1)


def outline(definition, version):
    for subresource, value in sorted((version.get('subresources') or {}).items()):
        yield f'subresource {subresource} {json.dumps(value, separators=(",", ":"))}'
    for column in version.get('additionalPrinterColumns') or []:
        yield 'column ' + json.dumps({k: v for k, v in column.items() if k != 'description'}, separators=(',', ':'))
    if version.get('deprecated'):
        yield 'deprecated'
    root = version['schema']['openAPIV3Schema']
    every = {'apiVersion', 'kind', 'metadata'} - set(root.get('required', []))
    root = dict(root, properties={k: v for k, v in root['properties'].items() if k not in every})
    yield from lines(root, 0)


def main():
    folder, wanted, names = sys.argv[1], sys.argv[2], sys.argv[3:]
    for file in glob.glob(os.path.join(folder, '**', '*.yaml'), recursive=True):
        for definition in yaml.safe_load_all(open(file, encoding='utf-8')):
            if not definition or definition.get('kind') != 'CustomResourceDefinition' or definition['metadata']['name'] not in names:
                continue
            for version in definition['spec']['versions']:
                if version['name'] == wanted:
                    os.makedirs(OUT, exist_ok=True)
                    with open(os.path.join(OUT, f"{definition['metadata']['name']}.{wanted}.txt"), 'w', encoding='utf-8') as out:
                        out.write('\n'.join(outline(definition, version)) + '\n')


main()
