"""file-several-documents
---
file-several-documents
"""

from __future__ import annotations

from avtale.findings import Severity

SEVERITY: Severity = "error"
