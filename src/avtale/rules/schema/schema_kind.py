"""schema-kind
---
schema-kind
"""

from __future__ import annotations

from avtale.findings import Severity

SEVERITY: Severity = "error"
