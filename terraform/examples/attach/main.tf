# A user pool that Terraform makes, with the sender attached to it by Terraform itself.

# In a release's folder, the two zips beside it: terraform apply -var bucket=acme-releases

variable "bucket" { type = string }

module "email_sender" {
  source = "../.."

  function_zip = "${path.module}/../../../../function-0.1.0.zip"
  watch_zip    = "${path.module}/../../../../watch-0.1.0.zip"
  bucket       = var.bucket
  from_address = "no-reply@auth.example.com"
  parameters   = { AppName = "Acme", AlertEmail = "platform@example.com" }
}

resource "aws_cognito_user_pool" "customers" {
  name                     = "customers"
  auto_verified_attributes = ["email"]

  lambda_config {
    kms_key_id = module.email_sender.kms_key_arn
    custom_email_sender {
      lambda_arn     = module.email_sender.lambda_arn
      lambda_version = "V1_0"
    }
  }
}
