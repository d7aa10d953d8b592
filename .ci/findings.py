"""Runs checkov and cfn-guard over translated deployments and compares with .ci/accepted-findings.toml.

python .ci/findings.py FOLDER CHECKOV CFN_GUARD RULES: the folder holds <name>.cfn.json, of which those that have every kind
of resource and every platform's wish are read.
"""

import json
import pathlib
import subprocess
import sys
import tomllib

folder, checkov, guard, rules = sys.argv[1:5]
deployments = ["everything", "what-a-platform-asks", "the-spare-Region", "a-sample-pool"]


def output_of(*command):
    return json.loads(subprocess.run(command, capture_output=True, text=True, check=False).stdout)


def by_checkov(path):
    results = output_of(checkov, "-f", path, "--framework", "cloudformation", "--compact", "--quiet", "-o", "json")
    for check in results["results"]["failed_checks"]:
        yield check["check_id"], check["resource"].split(".")[-1]


def resources_in(node):
    """The resources that a rule of cfn-guard points at, wherever in its report."""
    if isinstance(node, dict):
        path = node.get("path")
        if isinstance(path, str) and path.startswith("/Resources/"):
            yield path.split("/")[2]
    children = node.values() if isinstance(node, dict) else node if isinstance(node, list) else []
    for child in children:
        yield from resources_in(child)


def by_guard(path):
    reports = output_of(
        guard, "validate", "--rules", rules, "--data", path, "--show-summary", "none", "--output-format", "json", "--structured"
    )
    if not any(report["compliant"] for report in reports):
        sys.exit(f"cfn-guard has no rule for {path}: are its rules in {rules}?")
    for report in reports:
        for rule in report["not_compliant"]:
            for resource in resources_in(rule):
                yield rule["Rule"]["name"], resource


found = set()
for name in deployments:
    path = f"{folder}/{name}.cfn.json"
    found |= {*by_checkov(path), *by_guard(path)}
accepted = {
    (entry["id"], resource)
    for entry in tomllib.loads(pathlib.Path(".ci/accepted-findings.toml").read_text())["accepted"]
    for resource in entry["resources"]
}
for id, resource in sorted(found - accepted):
    print(f"new: {id} in {resource}")
for id, resource in sorted(accepted - found):
    print(f"no longer found, take it off .ci/accepted-findings.toml: {id} in {resource}")
print(f"checkov and cfn-guard: {len(found)} findings, {len(found & accepted)} of them accepted in writing")
sys.exit(found != accepted)
