"""file-too-deep
---
file-too-deep
"""

from __future__ import annotations

from avtale.findings import Severity

SEVERITY: Severity = "error"
