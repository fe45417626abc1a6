#!/usr/bin/env python3
"""Make the API server's table of protobuf messages from Kubernetes' published sources.

  protobuf.py SOURCES OUT_DIR

SOURCES holds work trees of k8s.io's api, apimachinery, apiextensions-apiserver and kube-aggregator. A generated.proto says numbers and
types; the struct beside it says what a field is called in JSON, and whether its zero is a value of its own (a pointer) or means absent.
OUT_DIR has kinds.json already, and gets

protobuf.txt      a line "@package apiVersion" for each group version, then a line for each of its messages: its name, and its fields by
                  number. A field is NUMBER NAME : TYPE without spaces: no type is a string, * before it makes a list, % a map from
                  strings, ! after it says that zero is a value; no name says that the message's fields stand among its owner's.
"""
import json, os, re, sys

sources, out = sys.argv[1:3]
served = {(r['group'], r['version']) for r in json.load(open(os.path.join(out, 'kinds.json')))['resources']}

META = 'k8s.io.apimachinery.pkg.apis.meta.v1'
SCALARS = {'string': '', 'bytes': 'bytes', 'int32': 'int', 'int64': 'int', 'uint32': 'int', 'bool': 'bool', 'double': 'double'}
FORMS = {  # what JSON writes otherwise than its message
    META + '.Time': 'Time', META + '.MicroTime': 'MicroTime', META + '.FieldsV1': 'Raw',
    'k8s.io.apimachinery.pkg.runtime.RawExtension': 'Raw', 'k8s.io.apimachinery.pkg.api.resource.Quantity': 'Quantity',
    'k8s.io.apimachinery.pkg.util.intstr.IntOrString': 'IntOrString',
}
for name in ('JSONSchemaPropsOrBool', 'JSONSchemaPropsOrArray', 'JSONSchemaPropsOrStringArray'):
    FORMS['k8s.io.apiextensions_apiserver.pkg.apis.apiextensions.v1.' + name] = name.replace('JSONSchemaProps', 'Schema')
FORMS['k8s.io.apiextensions_apiserver.pkg.apis.apiextensions.v1.JSON'] = 'Raw'


def read_structs(folder):
    """Of each struct: its fields by protobuf number, as (JSON name, whether zero is kept)."""
    structs = {}
    for name in os.listdir(folder):
        if name.endswith('.go') and not name.endswith('_test.go'):
            text = open(os.path.join(folder, name)).read()
            for struct in re.finditer(r'^type (\w+) struct \{\n(.*?)^\}', text, re.M | re.S):
                fields = structs.setdefault(struct[1], {})
                for kind, tags in re.findall(r'^\t(?:\w+\s+)?(\S+)\s+`(.*)`', struct[2], re.M):
                    number = re.search(r'protobuf:"\w+,(\d+)', tags)
                    names = re.search(r'json:"([^"]*)"', tags)
                    if number and names:
                        name, *options = names[1].split(',')
                        keeps = kind.startswith('*') or 'omitempty' not in options
                        fields[int(number[1])] = (name, keeps)
    return structs


def read_package(path):
    text = re.sub(r'//.*', '', open(path).read())
    package = re.search(r'^package ([\w.]+);', text, re.M)[1]
    structs = read_structs(os.path.dirname(path))
    for message, body in re.findall(r'^message (\w+) \{\n(.*?)^\}', text, re.M | re.S):
        fields = []
        for label, of, number in re.findall(r'^\s*(optional|repeated|map<string,|required)\s+([\w.]+)>?\s+\w+ = (\d+);', body, re.M):
            target = of[1:] if of.startswith('.') else of if of in SCALARS else f'{package}.{of}'
            fields.append((int(number), label, target))
        messages[f'{package}.{message}'] = (package, fields, structs.get(message))


messages, versions = {}, {}
for folder, _, names in os.walk(sources):
    if 'generated.proto' in names:
        read_package(os.path.join(folder, 'generated.proto'))
    if 'generated.proto' in names and 'register.go' in names:
        # The group's name stands in the package or, of kinds with internal types, in the one above.
        above = os.path.join(os.path.dirname(folder), 'register.go')
        text = ''.join(open(p).read() for p in (os.path.join(folder, 'register.go'), above) if os.path.exists(p))
        package = re.search(r'^package ([\w.]+);', open(os.path.join(folder, 'generated.proto')).read(), re.M)[1]
        group = re.search(r'GroupName += "(.*)"', text)
        if group and (group[1], package.split('.')[-1]) in served and package != META:
            versions[package] = f'{group[1]}/{package.split(".")[-1]}'.lstrip('/')

wanted, queue = set(), [n for n in messages if messages[n][0] in versions or messages[n][0] == META]
while queue:
    name = queue.pop()
    if name in messages and name not in wanted and name not in FORMS:
        wanted.add(name)
        queue += [target for _, _, target in messages[name][1]]

short = lambda package: '.'.join(package.split('.')[-2:])


def type_of(target, package):
    if target in SCALARS:
        return SCALARS[target]
    if target in FORMS:
        return FORMS[target]
    fields, structs = messages[target][1:]
    if not structs and [(n, label, of) for n, label, of in fields] == [(1, 'repeated', 'string')]:
        return 'Strings'  # Go's named list of strings
    if target not in wanted:
        raise SystemExit(f'{target} is unknown')
    return target.split('.')[-1] if messages[target][0] == package else short(messages[target][0]) + '.' + target.split('.')[-1]


lines, package = [], None
for name in sorted(wanted, key=lambda n: (short(messages[n][0]), n)):
    of, fields, structs = messages[name]
    if fields and not structs:
        continue  # made for the wire only, such as Timestamp: one of the forms above stands for it
    if of != package:
        package = of
        lines.append(f'@{short(of)} {versions.get(of, "-")}')
    row = [name.split('.')[-1]]
    for number, label, target in sorted(fields):
        json_name, keeps = structs[number]
        if json_name == '-':
            continue
        mark = '*' if label == 'repeated' else '%' if label.startswith('map') else ''
        form = mark + type_of(target, of)
        scalar = not mark and target in SCALARS
        form += '!' if scalar and keeps else ''
        row.append(f'{number}{json_name}' + (f':{form}' if form or not json_name else ''))
    lines.append(' '.join(row))

open(os.path.join(out, 'protobuf.txt'), 'w').write('\n'.join(lines) + '\n')
