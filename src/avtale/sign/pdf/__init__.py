"""Opening a PDF that anybody may have made: bounded, and read as plain values."""
