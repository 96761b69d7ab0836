"""Who somebody is, told by a provider (OpenID Connect), and what they therefore may do."""
