"""schema-unknown-key
---
schema-unknown-key
"""

from __future__ import annotations

from avtale.findings import Severity

SEVERITY: Severity = "error"
