"""An article in, claims out: pure functions that know nothing of pandas, Streamlit or the store."""

import os
import sys

# Articles are spread over processes, not a product of matrices over cores, whose threads only wait for each other. Of
# no use once numpy was imported, and then misleading.
if "numpy" not in sys.modules:
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
