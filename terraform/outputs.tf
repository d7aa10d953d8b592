output "lambda_arn" {
  description = "For lambda_config.custom_email_sender.lambda_arn of a user pool."
  value       = aws_cloudformation_stack.this.outputs["FunctionArn"]
}

output "kms_key_arn" {
  description = "For lambda_config.kms_key_id of a user pool; it takes no id and no alias."
  value       = aws_cloudformation_stack.this.outputs["KeyArn"]
}

output "outputs" {
  description = "All outputs of the stack, by their names in template.yaml."
  value       = aws_cloudformation_stack.this.outputs
}
