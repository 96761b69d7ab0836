"""file-alias
---
file-alias
"""

from __future__ import annotations

from avtale.findings import Severity

SEVERITY: Severity = "error"
