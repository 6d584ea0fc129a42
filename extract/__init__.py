"""An article in, claims out: pure functions that know nothing of pandas, Streamlit or the store."""

import os

# Articles are spread over processes, not a product of matrices over cores, whose threads only wait for each other. Has
# to stand before numpy is first imported; who imported it earlier keeps what was set.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
