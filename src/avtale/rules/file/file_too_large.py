"""file-too-large
---
file-too-large
"""

from __future__ import annotations

from avtale.findings import Severity

SEVERITY: Severity = "error"
