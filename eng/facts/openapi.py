"""Writes Facts/openapi.txt: what OpenAPI v3 says of fields and definitions.json, which is v2, does not.

  openapi.py DOCUMENTS DEFINITIONS > openapi.txt

DOCUMENTS is a directory with the answers of a kube-apiserver to GET /openapi/v3/..., DEFINITIONS is definitions.json. A line is a
definition, then its fields whose default does not follow from the rule (see rule below): NAME=JSON, NAME=- for none, and NAME=$ for a
reference that stands alone. Nothing else is taken from the documents, least of all descriptions.
"""
import json, os, sys

documents, definitions = sys.argv[1:]
definitions = json.load(open(definitions))
schemas = {}
for file in os.listdir(documents):
    schemas.update(json.load(open(os.path.join(documents, file))).get('components', {}).get('schemas', {}))

ZERO = {'string': '""', 'integer': '0', 'boolean': 'false'}
META = 'io.k8s.apimachinery.pkg.apis.meta.v1.'


def rule(owner, name, field):
    """What SchemaDefaults knows of itself."""
    required = name in owner.get('required', [])
    target = field.get('$ref', '').rsplit('/', 1)[-1]
    if target in (META + 'ObjectMeta', META + 'ListMeta') or target and required:
        return '{}'
    return ZERO.get(field.get('type'), '-') if required else '-'


for owner in sorted(schemas):
    odd = []
    for name, told in schemas[owner].get('properties', {}).items():
        field = definitions[owner]['properties'][name]
        default = '$' if '$ref' in told else json.dumps(told['default'], separators=(',', ':')) if 'default' in told else '-'
        if default != rule(definitions[owner], name, field):
            odd.append(f'{name}={default}')
    if odd:
        print(owner, *odd)
