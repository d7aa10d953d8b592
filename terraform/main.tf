# A release's stack.yaml as one CloudFormation stack. Nothing is built or fetched while Terraform plans: the release's files
# are given to it, and go into a bucket of yours.

locals {
  # In a release this module lies beside it.
  template = "${coalesce(var.release, "${path.module}/..")}/stack.yaml"
}

# Each key holds its content's hash: new code is a new key, or CloudFormation would see no change.
resource "aws_s3_object" "function" {
  bucket = var.bucket
  key    = "${var.prefix}function-${filesha256(var.function_zip)}.zip"
  source = var.function_zip
}

resource "aws_s3_object" "watch" {
  bucket = var.bucket
  key    = "${var.prefix}watch-${filesha256(var.watch_zip)}.zip"
  source = var.watch_zip
}

# It is larger than what CloudFormation takes in a call.
resource "aws_s3_object" "template" {
  bucket = var.bucket
  key    = "${var.prefix}stack-${filesha256(local.template)}.yaml"
  source = local.template
}

data "aws_s3_bucket" "code" {
  bucket = var.bucket
}

resource "aws_cloudformation_stack" "this" {
  name         = var.name
  template_url = "https://${data.aws_s3_bucket.code.bucket_regional_domain_name}/${aws_s3_object.template.key}"
  parameters = merge(var.parameters, {
    FromAddress = var.from_address
    CodeBucket  = var.bucket
    FunctionKey = aws_s3_object.function.key
    WatchKey    = aws_s3_object.watch.key
  })
  # The stack makes roles, and uses the SAM transform.
  capabilities = ["CAPABILITY_IAM", "CAPABILITY_AUTO_EXPAND"]
}
