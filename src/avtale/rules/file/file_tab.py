"""file-tab
---
file-tab
"""

from __future__ import annotations

from avtale.findings import Severity

SEVERITY: Severity = "error"
