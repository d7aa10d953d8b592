variable "release" {
  description = "Folder that the release's cognito-email-sender-<version>.zip was unpacked into, where the module is not from there."
  type        = string
  default     = null
}

variable "function_zip" {
  description = "The release's function-<version>.zip, or one with your own emails (cognito-email-sender build)."
  type        = string
}

variable "watch_zip" {
  description = "The release's watch-<version>.zip."
  type        = string
}

variable "bucket" {
  description = "A bucket of this account and Region, for the two zips and the template."
  type        = string
}

variable "prefix" {
  description = "What the objects' keys begin with."
  type        = string
  default     = "cognito-email-sender/"
}

variable "name" {
  description = "The stack's name, and with it the configuration set's."
  type        = string
  default     = "cognito-email-sender"
}

variable "from_address" {
  description = "The address codes are sent from, without a name."
  type        = string
}

variable "parameters" {
  description = "The other parameters of template.yaml by their names, as text."
  type        = map(string)
  default     = {}
}
