#!/usr/bin/env python3
r"""Makes Facts/default-policy.json and Facts/initial-objects.json from what a fresh kube-apiserver holds.

    kubectl get clusterroles,clusterrolebindings,roles,rolebindings -A -o json > policy.json
    for path in scheduling.k8s.io/v1/priorityclasses flowcontrol.apiserver.k8s.io/v1/prioritylevelconfigurations \
        flowcontrol.apiserver.k8s.io/v1/flowschemas; do kubectl get --raw /apis/$path > $(basename $path).json; done
    initial.py src/Slipway.ApiServer/Facts policy.json priorityclasses.json prioritylevelconfigurations.json flowschemas.json

What a distribution added of its own (names with 'openshift' or 'service-ca') is left out.
"""
import json
import re
import sys

VERBS = {
    "read": ["get", "list", "watch"],
    "change": ["create", "delete", "deletecollection", "patch", "update"],
    "all": ["create", "delete", "deletecollection", "get", "list", "patch", "update", "watch"],
    "report": ["create", "patch", "update"],
}
NO_TIME = "0001-01-01T00:00:00Z"
AGGREGATE = "rbac.authorization.k8s.io/aggregate-to-"


def verbs(names):
    return next((short for short, full in VERBS.items() if full == names), " ".join(names))


def rule(r):
    if "nonResourceURLs" in r:
        return [" ".join(r["nonResourceURLs"]), verbs(r["verbs"])]
    parts = [" ".join(r["apiGroups"]), " ".join(r["resources"]), verbs(r["verbs"])]
    return parts + [" ".join(r["resourceNames"])] if "resourceNames" in r else parts


def role(o):
    meta = o["metadata"]
    out = {"namespace": meta["namespace"]} if "namespace" in meta else {}
    out["name"] = meta["name"]
    for label in meta["labels"]:
        if label.startswith(AGGREGATE):
            out["partOf"] = label[len(AGGREGATE):]
    if "aggregationRule" in o:
        label, = o["aggregationRule"]["clusterRoleSelectors"][0]["matchLabels"]
        out["collects"] = label[len(AGGREGATE):]
    elif o["rules"]:
        out["rules"] = [rule(r) for r in o["rules"]]
    return out


def binding(o):
    meta = o["metadata"]
    out = {"namespace": meta["namespace"]} if "namespace" in meta else {}
    if meta["name"] != o["roleRef"]["name"]:
        out["name"] = meta["name"]
    out["role"] = o["roleRef"]["name"]
    for s in o.get("subjects", []):
        key = {"User": "users", "Group": "groups", "ServiceAccount": "accounts"}[s["kind"]]
        out.setdefault(key, []).append(s["namespace"] + "/" + s["name"] if "namespace" in s else s["name"])
    return out


def write(path, sections):
    blocks = []
    for name, value in sections.items():
        if isinstance(value, dict):
            lines = [f"    {json.dumps(k)}: {json.dumps(v)}" for k, v in value.items()]
            blocks.append(f'  "{name}": {{\n' + ",\n".join(lines) + "\n  }")
        else:
            blocks.append(f'  "{name}": [\n' + ",\n".join("    " + json.dumps(v) for v in value) + "\n  ]")
    with open(path, "w") as f:
        f.write("{\n" + ",\n".join(blocks) + "\n}\n")


def plain(o, group_version, kind):
    meta = {k: o["metadata"][k] for k in ("name", "generation", "annotations") if k in o["metadata"]}
    return {"kind": kind, "apiVersion": group_version} | o | {"metadata": meta}


def objects(path):
    found = json.loads(re.sub('(?<="lastTransitionTime":")[^"]*', NO_TIME, open(path).read()))
    return [plain(o, found["apiVersion"], found["kind"][:-len("List")]) for o in found["items"]]


def main(target, policy, *others):
    items = [i for i in json.load(open(policy))["items"]
             if "openshift" not in i["metadata"]["name"] and "service-ca" not in i["metadata"]["name"]]
    of = lambda kind: [i for i in items if i["kind"] in (kind, "Cluster" + kind)]
    write(target + "/default-policy.json",
          {"verbs": VERBS, "roles": [role(o) for o in of("Role")], "bindings": [binding(o) for o in of("RoleBinding")]})
    write(target + "/initial-objects.json", {"objects": [o for path in others for o in objects(path)]})


main(*sys.argv[1:])
