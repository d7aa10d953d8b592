"""The SAM transform, as CloudFormation runs it: turns each <name>.sam.json of a folder into <name>.cfn.json."""

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


def translate(template, parameters):
    """What CloudFormation would be given: a template without a transform left in it."""
    logging.disable(logging.WARNING)  # the translator regrets each time that it could not report metrics of its own
    for resource in template["Resources"].values():
        if resource["Type"] == "AWS::Serverless::Function":
            resource["Properties"]["CodeUri"] = "s3://bucket/bundle.zip"  # as `sam package` leaves it
    return transform(template, dict(parameters), NoManagedPolicies())


if __name__ == "__main__":
    for source in sorted(pathlib.Path(sys.argv[1]).glob("*.sam.json")):
        translated = translate(json.loads(source.read_text()), {})
        target = source.with_name(source.name.replace(".sam.json", ".cfn.json"))
        target.write_text(json.dumps(translated, indent=1))
