"""Turns each <name>.sam.json of a folder into the <name>.cfn.json that CloudFormation would run, as the SAM transform does."""

import json
import logging
import pathlib
import sys

from samtranslator.parser.parser import Parser
from samtranslator.translator.transform import transform


class NoManagedPolicies:
    """The translator asks for the managed policies' ARNs; no resource of ours uses one."""

    def load(self):
        return {}


logging.disable(logging.WARNING)  # the translator regrets, for each file, that it could not report metrics of its own
for source in sorted(pathlib.Path(sys.argv[1]).glob("*.sam.json")):
    template = json.loads(source.read_text())
    for resource in template["Resources"].values():
        if resource["Type"] == "AWS::Serverless::Function":
            resource["Properties"]["CodeUri"] = "s3://bucket/bundle.zip"  # as `sam package` leaves it
    translated = transform(template, {}, NoManagedPolicies())
    target = source.with_name(source.name.replace(".sam.json", ".cfn.json"))
    target.write_text(json.dumps(translated, indent=1))
