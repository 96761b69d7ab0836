"""schema-value
---
schema-value
"""

from __future__ import annotations

from avtale.findings import Severity

SEVERITY: Severity = "error"
