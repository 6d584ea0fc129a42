"""An article in, claims out: pure functions that know nothing of pandas, Streamlit or the store."""
