"""What EMR Harness is to these clients: an EMR and an S3 that the usual environment variables point to."""
