"""`python -m afterview`: the same as the command."""

import sys

from afterview.cli import main

sys.exit(main())
