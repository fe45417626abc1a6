#!/usr/bin/env python3
"""Make the API server's embedded fact tables from documents read off a real kube-apiserver.

  compact.py FACTS_DIR OUT_DIR

FACTS_DIR holds discovery.json, definitions.json and table-columns.json. OUT_DIR gets
kinds.json        groups in order, and the resources of each group version with their table columns
definitions.json  the OpenAPI v2 definitions without white space
"""
import json, os, sys

facts, out = sys.argv[1:3]
read = lambda name: json.load(open(os.path.join(facts, name)))
write = lambda name, value: open(os.path.join(out, name), 'w').write(json.dumps(value, separators=(',', ':'), sort_keys=False) + '\n')

discovery, definitions, columns = read('discovery.json'), read('definitions.json'), read('table-columns.json')
schema_of = {}
for name, schema in definitions.items():
    for gvk in schema.get('x-kubernetes-group-version-kind', []):
        schema_of.setdefault((gvk['group'], gvk['version'], gvk['kind']), name)

# What has no fields of its own (RawExtension, FieldsV1, JSON, JSONSchemaPropsOrArray) holds anything.
for schema in definitions.values():
    if schema.get('type', 'object') == 'object' and not {'properties', 'additionalProperties', '$ref'} & schema.keys():
        schema['x-kubernetes-preserve-unknown-fields'] = True

groups = [{'name': '', 'versions': ['v1']}]
groups += [{'name': g['name'], 'versions': [v['version'] for v in g['versions']]} for g in discovery['/apis']['groups']]
served = {p for p in discovery if p != '/apis'}
path = lambda group, version: f'/apis/{group}/{version}' if group else f'/api/{version}'

resources = []
for group in groups:
    for version in group['versions']:
        where = path(group['name'], version)
        if where not in served:
            continue
        for r in discovery[where]['resources']:
            entry = {'group': group['name'], 'version': version} | {k: v for k, v in r.items() if k not in ('group', 'version')}
            if 'group' in r or 'version' in r:
                entry['kindGroup'], entry['kindVersion'] = r.get('group', ''), r.get('version', '')
            if '/' not in r['name']:
                name = schema_of.get((group['name'], version, r['kind']))
                if name:
                    entry['schema'] = name
                if where + '/' + r['name'] in columns:
                    entry['columns'] = [[c['name'], c['type'], c['format'], c['priority']] for c in columns[where + '/' + r['name']]]
            resources.append(entry)

groups = [g for g in groups if any(path(g['name'], v) in served for v in g['versions'])]
write('kinds.json', {'groups': groups, 'resources': resources})
write('definitions.json', definitions)
