"""schema-missing
---
schema-missing
"""

from __future__ import annotations

from avtale.findings import Severity

SEVERITY: Severity = "error"
